"""The public page: what both sides signed and nothing before; figures are the library's; English and Spanish say the same."""

from __future__ import annotations

import csv
import io
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from commonground.values.money import format_cents
from commonground_web import desk
from commonground_web.shown.library_words import PATTERNS

READY = Path(__file__).parents[2] / "negotiations" / "meadowbrook"
CATALOGUE = Path(desk.__file__).parent / "locale" / "es" / "LC_MESSAGES"
DAY = "2026-10-08"
BOTH_LANGUAGES = (
    f"/public?on={DAY}",
    f"/public?on={DAY}&school=Orchard Elementary",
    f"/public?on={DAY}&school=Hill Elementary",
    "/public?school=Nowhere",
    "/public?on=soon",
    "/member",
    "/member?step=4&lane=MA&service=12",
    "/member?step=4&lane=MA&plan=HMO&plan_tier=family",
    "/member?step=99",
    "/member?step=4&lane=MA&unit=nobody",
    "/member?step=4&service=999",
    "/member?step=4&fte=much",
    "/member?format=csv",
    "/public?format=pdf",
)
OWN_WORDS = (
    "Meadowbrook School Committee · Meadowbrook Education Association",
    "Meadowbrook agreement 2023-26 (invented), art. 40, p. 58",
    "Meadowbrook School Committee",
    "Meadowbrook Education Association",
    *("Meadowbrook High", "Meadowbrook Middle", "Brook Elementary", "Hill Elementary", "Orchard Elementary"),
    *("1 School Road", "20 Brook Street", "4 Mill Lane", "88 Hill Road", "15 Orchard Way"),
    *("Nowhere", "nobody", "soon", "much", "CSV", "XLSX", "csv", "xlsx", "json", "pdf", "English", "Español"),
    *("B. Ortiz", "R. Adler", "BA", "MA", "MA+30", "HMO", "PPO", "Meadowbrook Courier"),
)
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|on|under|for|with|from|what|who|less|plus|year|pay|step|lane|tier|there|to)\b"
)


class Words(HTMLParser):
    """The texts of a page that a reader is shown or told, in order."""

    def __init__(self, html):
        super().__init__()
        self.found, self._unread = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._unread += tag in ("script", "style")
        self.found += [held for name, held in attrs if name in ("aria-label", "title", "alt", "placeholder") and held]

    def handle_endtag(self, tag):
        self._unread -= tag in ("script", "style")

    def handle_data(self, data):
        if data.strip() and not self._unread:
            self.found.append(" ".join(data.split()))


def in_language(client, page, language):
    return client.get(f"{page}{'&' if '?' in page else '?'}lang={language}").content.decode()


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def without_own(text):
    for word in sorted(OWN_WORDS, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def laid(folder):
    desk.lay(folder)
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def own(site, tmp_path):
    return Path(shutil.copytree(READY, tmp_path / "own", ignore=shutil.ignore_patterns("votes")))


def test_both_offers_stand_side_by_side_in_the_words_that_were_signed(client):
    rows = rows_of(client.get(f"/public?on={DAY}&format=csv&table=0&lang=en"))

    assert rows[0] == ["issue", "what stands now", "Meadowbrook School Committee", "Meadowbrook Education Association"]
    assert rows[4] == ["Coaches", "A fixed amount a year.", "As now.", "10% more."]


def test_the_costs_are_those_of_the_table_page(client):
    public = rows_of(client.get(f"/public?on={DAY}&format=csv&table=1"))
    offers = {"a": "2026-09-15-district", "b": "2026-09-29-union"}
    table = rows_of(client.get("/", {**offers, "view": "annual", "format": "csv", "table": 0}))

    assert [row[1:5] for row in public[1:]] == [row[1:] for row in table[1:]]
    for row in public[1:]:
        cents = [int(figure.replace(".", "")) for figure in row[1:]]
        assert sum(cents[:4]) == cents[4]
        assert row[4] == format_cents(cents[3]).replace(",", "")


def test_a_claim_stands_with_its_source_and_its_verdict(client):
    rows = rows_of(client.get(f"/public?on={DAY}&format=csv&table=2"))

    assert rows[1][0] == "We are about $320,000 a year apart."
    assert rows[1][2:] == ["$320,000", "$321,825", "reproduced"]
    assert "Meadowbrook Courier" in rows[1][1]


def test_a_family_finds_its_school_and_a_day_says_whether_there_is_school(client):
    words = Words(in_language(client, f"/public?on={DAY}&school=Orchard Elementary", "en")).found

    assert "2,202 metres from your school, in a straight line" in words
    assert words[words.index("Oct. 8, 2026:") + 1] == "open"
    assert "Columbus Day" in words


def test_why_there_is_no_school_stands_beside_the_day_in_both_languages(client):
    assert "<strong>closed</strong> (Sunday)" in client.get("/public?on=2026-11-22").content.decode()
    assert "<strong>closed</strong> (Thanksgiving break)" in client.get("/public?on=2026-11-26").content.decode()
    assert "</strong> (domingo)" in client.get("/public?on=2026-11-22&lang=es").content.decode()
    assert "<strong>open</strong></p>" in client.get("/public?on=2026-11-23").content.decode()


def test_days_of_a_strike_are_told(own):
    (own / "days.csv").write_text("date,status,note\n2026-10-08,strike,\n2026-10-09,strike,\n", encoding="utf-8")
    words = Words(in_language(laid(own), f"/public?on={DAY}", "es")).found

    assert words[words.index("8 de octubre de 2026:") + 1] == "huelga"
    assert words.count("huelga") == 3


def test_before_both_have_signed_nothing_of_it_is_shown(own):
    path = own / "publish.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("10% more", "12% more"), encoding="utf-8")
    client = laid(own)

    for language, said in (("en", "Nothing is published yet"), ("es", "Todavía no se ha publicado nada")):
        html = in_language(client, "/public", language)
        assert said in html
        assert "12%" not in html
    assert client.get("/public?format=csv&lang=en").status_code == 404


def test_what_is_wrong_with_the_file_is_told(own):
    (own / "publish.toml").write_text("offers = 3\n", encoding="utf-8")

    assert laid(own).get("/public").status_code == 422


@pytest.mark.parametrize("page", BOTH_LANGUAGES)
def test_every_word_of_a_page_has_its_spanish(client, page):
    english, spanish = (Words(in_language(client, page, language)).found for language in ("en", "es"))

    alike = [
        one
        for one, other in zip(english, spanish, strict=True)
        if one == other and re.search("[a-z]{3}", without_own(one))
    ]
    left = [one for one in spanish if ENGLISH.search(without_own(one))]
    assert alike == []
    assert left == []
    assert len(spanish) >= 10


def test_the_browsers_wish_decides_where_the_address_says_nothing(client):
    found = [
        client.get("/public", headers={"accept-language": wished})["Content-Language"]
        for wished in ("es-US,es;q=0.9,en;q=0.8", "de,en;q=0.5", "", "es;q=0.2,en;q=0.9")
    ]

    assert found == ["es", "en", "en", "en"]


def test_a_page_for_negotiators_stays_in_english(client):
    html = client.get("/", headers={"accept-language": "es"}).content.decode()

    assert '<html lang="en">' in html
    assert "This table:" in html


def entries(path):
    """The entries of a catalogue as it is written: each saying and its translation."""
    pieces = re.findall(r'^(msgid|msgstr) ((?:"(?:[^"\\]|\\.)*"\n?)+)', path.read_text(encoding="utf-8"), re.MULTILINE)
    texts = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', held)).replace('\\"', '"') for _, held in pieces]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_the_catalogue_is_whole_and_its_compiled_form_says_the_same():
    import gettext

    written = entries(CATALOGUE / "django.po")
    with (CATALOGUE / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert [one for one, other in written.items() if not other] == []
    assert {one: compiled.gettext(one) for one in written if one} == {
        one: other for one, other in written.items() if one
    }
    assert all(
        set(re.findall(r"%\(\w+\)s", one)) == set(re.findall(r"%\(\w+\)s", other)) for one, other in written.items()
    )


def test_everything_that_the_pages_say_is_in_the_catalogue():
    web, written = Path(desk.__file__).parent, entries(CATALOGUE / "django.po")
    said = set(PATTERNS)
    for path in web.rglob("*.html"):
        said |= set(re.findall(r'{% translate "([^"]+)" %}', path.read_text(encoding="utf-8")))
    library = (web / "shown" / "library_words.py").read_text(encoding="utf-8")
    said |= set(re.findall(r'^    _\("((?:[^"\\]|\\.)+)"\),$', library, re.MULTILINE))

    assert said - set(written) == set()
    assert len(said) > 100
