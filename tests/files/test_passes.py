"""passes.toml: whatever is changed in it is found; what does not fit is said with its line; what is written is what was shown."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.agreement.provision import Provision
from commonground.bargaining.position import says
from commonground.bargaining.ratified import ratified
from commonground.files.folder import read_negotiation
from commonground.files.pass_soundness import unsound_passes
from commonground.files.pass_writing import PassedMeanwhile, append, read_draft, written
from commonground.files.passes import passes_of, read_passes
from commonground.files.ready import ready_folder
from commonground.files.template import write_template
from commonground.files.toml import toml_of
from commonground.values.hash_chain import Head
from commonground.values.problem import BadInput, Problem

READY = ready_folder() / "meadowbrook"
MEADOWBROOK = read_negotiation(READY)
TEXT = (READY / "passes.toml").read_text(encoding="utf-8")
OPENING = '[[pass]]\non = 2026-03-01\nby = "district"\noffer = "2026-03-01-district"\n'
ANSWER = '[[pass]]\non = 2026-03-08\nby = "union"\nanswers = 1\n[[pass.issue]]\nname = "wages"\nanswer = "hold"\n'
RAISE = '[[pass.issue.edit]]\nop = "set"\nprovision = "raise"\nat = "raises"\nvalue = []\n'


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """The folder that `commonground new` writes, and the negotiation in it."""
    folder = tmp_path_factory.mktemp("template") / "district"
    write_template(folder)
    return folder, read_negotiation(folder)


@pytest.fixture
def folder(template, tmp_path):
    return Path(shutil.copytree(template[0], tmp_path / "district"))


@pytest.fixture
def passed(folder, template):
    """Pass one draft after another; the head after them."""

    def given(*drafts: str) -> Head:
        head = Head()
        for text in drafts:
            (folder.parent / "draft.toml").write_text(text, encoding="utf-8")
            head = append(read_draft(folder.parent / "draft.toml"), folder, template[1]).head
        return head

    return given


@pytest.fixture
def refused(passed):
    """The first problem of a draft that is refused, after others that are not."""

    def given(*drafts: str) -> Problem:
        with pytest.raises(BadInput) as found:
            passed(*drafts)
        return found.value.problems[0]

    return given


def codes(text: str) -> list[str]:
    document, problems = toml_of(text, "passes.toml")
    if document is None:
        return [problem.code for problem in problems]
    return [problem.code for problem in passes_of(document, READY, MEADOWBROOK.agreement, MEADOWBROOK.offers).problems]


def test_the_ledger_as_it_is_kept_holds():
    assert codes(TEXT) == []
    assert len(MEADOWBROOK.ledger.entries) == 40


WORDS = [found.span() for found in re.finditer(r'(?<= = )("[^"\n]+"|\d[\d.:-]*)(?=$)', TEXT, re.MULTILINE)]


def changed(span: tuple[int, int], letter: str) -> str:
    """The ledger with the letter in the middle of a value replaced."""
    middle = sum(span) // 2
    return TEXT[:middle] + (letter if TEXT[middle] != letter else "8") + TEXT[middle + 1 :]


@given(st.sampled_from(WORDS), st.sampled_from(["0", "7", "x"]))
@settings(max_examples=8)
def test_a_value_that_is_changed_is_found(span, letter):
    assert codes(changed(span, letter)) != []


@pytest.mark.slow
def test_whichever_value_is_changed_it_is_found():
    assert [TEXT[slice(*span)] for span in WORDS if codes(changed(span, "7")) == []] == []


def test_remarks_and_spaces_may_change():
    assert codes(TEXT.replace("\n[[pass]]\n", "\n\n# a remark\n[[pass]]\n")) == []


def test_an_entry_taken_out_put_in_or_moved_is_found():
    entries = re.split(r"(?=^\[\[(?:pass|session|request|reply|fact)\]\]$)", TEXT, flags=re.MULTILINE)
    without = "".join(entries[:8] + entries[9:])
    twice = "".join([*entries, entries[8]])
    turned = "".join(entries).replace("number = 12\n", "number = 0\n").replace("number = 11\n", "number = 12\n")

    assert codes(without) == codes(twice) == ["broken-ledger"]
    assert codes(turned.replace("number = 0\n", "number = 11\n")) == ["broken-ledger"]


def test_entries_cut_off_at_the_end_show_against_a_head_that_was_kept():
    head = MEADOWBROOK.ledger.head
    shorter = replace(MEADOWBROOK.ledger, links=MEADOWBROOK.ledger.links[:-1])

    assert MEADOWBROOK.ledger.holds(head)
    assert not shorter.holds(head)


def test_a_broken_chain_is_told_at_its_line(folder, tmp_path, passed):
    passed(OPENING, ANSWER)
    path = folder / "passes.toml"
    path.write_text(path.read_text().replace("on = 2026-03-08", "on = 2026-03-09"))

    with pytest.raises(BadInput) as found:
        read_negotiation(folder)

    line = path.read_text().split("\n").index("[[pass]]", 8) + 1
    assert str(found.value.problems[0]) == (
        f'passes.toml line {line}, key "pass[1]": got entry 2: what it says is not what was sealed; expected every entry as'
        " it was sealed. Put back the ledger as it was kept elsewhere; what was passed is not edited."
    )


def test_an_offer_that_says_something_else_since_it_was_passed_is_found(folder, passed):
    passed(OPENING)
    offer = folder / "offers" / "2026-03-01-district.toml"
    offer.write_text(offer.read_text() + "# a remark\n")
    assert read_negotiation(folder).ledger.head.number == 1

    offer.write_text(offer.read_text().replace('title = "', 'title = "Not ', 1))

    with pytest.raises(BadInput) as found:
        read_negotiation(folder)
    assert [problem.code for problem in found.value.problems] == ["sealed-file-changed"]


def test_an_entry_written_by_hand_is_no_pass(folder):
    (folder / "passes.toml").write_text(OPENING)

    with pytest.raises(BadInput) as found:
        read_negotiation(folder)

    assert [problem.code for problem in found.value.problems] == ["unsealed-entry"]


def test_what_is_shown_is_what_is_written_and_remarks_stay_behind(folder, template):
    (folder.parent / "draft.toml").write_text(f"# our floor is 2 %\n{OPENING}note = 'and no more'  # caucus only\n")
    drafts = read_draft(folder.parent / "draft.toml")
    shown = written(drafts, folder, Head())

    append(drafts, folder, template[1])
    text = (folder / "passes.toml").read_text()

    assert text.endswith(shown.text)
    assert "floor" not in text
    assert "caucus" not in text


def test_what_is_written_reads_back_as_what_the_draft_said(folder, passed):
    edit = ANSWER.replace('"hold"', '"counter"\nsays = "3 % \\"at least\\"\\nand a line"') + RAISE.replace(
        "[]", '[{ effective = 2026-07-01, percent = "3%", at_least = 1500.50 }]'
    )
    passed(OPENING, edit)

    stands = read_negotiation(folder).ledger.passes[1].stands

    assert stands[0].says == '3 % "at least"\nand a line'
    assert str(stands[0].edits[0].value[0]["at_least"]) == "1500.50"


def test_a_pass_that_was_shown_is_not_written_after_another(folder, passed, template):
    passed(OPENING)
    drafts = read_draft(folder.parent / "draft.toml")

    with pytest.raises(PassedMeanwhile):
        append(drafts, folder, template[1], after=Head())


def test_a_refused_pass_leaves_the_file_as_it_was(folder, passed, refused):
    passed(OPENING)
    before = (folder / "passes.toml").read_bytes()

    refused(ANSWER.replace("answers = 1", "answers = 7"))

    assert (folder / "passes.toml").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir() if "passes" in path.name) == ["passes.toml"]


def test_two_who_pass_at_once_lose_nothing(folder, template):
    def ten(party: str) -> None:
        draft = folder.parent / f"{party}.toml"
        draft.write_text(f'[[fact]]\non = 2026-03-02\nsort = "promise"\nwho = "{party}"\nsays = "so"\n')
        for _ in range(10):
            append(read_draft(draft), folder, template[1])

    with ThreadPoolExecutor(2) as both:
        list(both.map(ten, ("district", "union")))
    ledger = read_passes(folder, template[1].agreement, template[1].offers).ledger

    assert [entry.number for entry in ledger.entries] == list(range(1, 21))
    assert [sum(fact.who == party for fact in ledger.facts) for party in ("district", "union")] == [10, 10]


REFUSED = {
    "nothing of an issue": (OPENING.replace('offer = "2026-03-01-district"\n', ""), "empty-pass"),
    "a party that is none": (OPENING.replace('"district"\n', '"distrct"\n', 1), "offer-of-another"),
    "an offer that is none": (OPENING.replace("03-01-district", "03-02-district"), "no-such-offer"),
    "an answer without a number": (ANSWER.replace("answers = 1\n", ""), "answers-nothing"),
    "an answer to its own pass": (ANSWER.replace('"union"', '"district"'), "answers-nothing"),
    "a session that is none": (ANSWER.replace("answers = 1", "answers = 1\nsession = 1"), "answers-nothing"),
    "an unknown issue": (ANSWER.replace('"wages"', '"wagse"'), "unknown-issue"),
    "a day before the last entry's": (ANSWER.replace("03-08", "02-08"), "ledger-out-of-order"),
    "an issue twice": (f'{ANSWER}[[pass.issue]]\nname = "wages"\nanswer = "hold"\n', "repeated-issue"),
    "edits with a hold": (ANSWER + RAISE, "words-with-answer"),
    "edits of another issue": (
        ANSWER.replace('"wages"', '"health"').replace('"hold"', '"counter"') + RAISE,
        "edit-of-another-issue",
    ),
    "an edit that cannot be made": (
        ANSWER.replace('"hold"', '"counter"') + RAISE.replace('"raise"', '"raised"'),
        "edit-failed",
    ),
    "agreement to what nobody proposed": (
        ANSWER.replace('"wages"', '"pension"').replace('"hold"', '"tentative agreement"'),
        "agrees-to-nothing",
    ),
    "a refusal by both": (ANSWER.replace('"union"', '"both"'), "words-of-both"),
    "a reply to a pass": ('[[reply]]\non = 2026-03-08\nby = "union"\nanswers = 1\n', "answers-nothing"),
    "a request due before it is made": (
        '[[request]]\non = 2026-03-08\nby = "union"\nof = "district"\nasks = "x"\ndue = 2026-03-01\n',
        "ledger-out-of-order",
    ),
    "a term that ends before it begins": (
        ANSWER.replace("answers = 1", "answers = 1\nfirst = 2026-07-01\nlast = 2026-06-30"),
        "term-backwards",
    ),
    "an answer that is none": (ANSWER.replace('"hold"', '"agreed"'), "wrong-value"),
    "a package that is a supposal": (
        ANSWER.replace("answers = 1", "answers = 1\npackage = true\nsupposal = true"),
        "wrong-value",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_fit_is_refused(refused, what):
    text, code = REFUSED[what]

    problem = refused(text) if 'by = "dis' in text[:40] else refused(OPENING, text)

    assert problem.code == code
    assert problem.place.line is not None


AGREED = ANSWER.replace('"hold"', '"tentative agreement"')
COUNTER = ANSWER.replace('"hold"', '"counter"') + RAISE


def test_a_package_is_agreed_to_whole_or_not_at_all(refused):
    both = (
        COUNTER.replace("answers = 1", "answers = 1\npackage = true")
        + '[[pass.issue]]\nname = "health"\nanswer = "counter"\n'
    )
    part = AGREED.replace('"union"', '"district"').replace("answers = 1", "answers = 2")

    assert "got wages without health; expected the package of pass 2 whole" in str(refused(OPENING, both, part))


def test_a_supposal_cannot_be_agreed_to(refused):
    supposed = COUNTER.replace("answers = 1", "answers = 1\nsupposal = true")
    agreed = AGREED.replace('"union"', '"district"').replace("answers = 1", "answers = 2")

    assert "got pass 2, a supposal; expected a proposal" in str(refused(OPENING, supposed, agreed))


def test_words_that_were_replaced_cannot_be_agreed_to(refused):
    later = COUNTER.replace('"union"', '"district"').replace("answers = 1", "answers = 2")

    assert "in whose place pass 3 stands" in str(refused(OPENING, ANSWER, later, AGREED))


def test_meadowbrook_ends_with_both_sides_on_the_ratified_agreement():
    history = MEADOWBROOK.history
    new = {clause.id: clause.digest for clause in ratified(history) if isinstance(clause, Provision)}

    assert [says(history.current[party].stances["wages"]) for party in ("district", "union")] == [
        says(history.agreed[2].edits)
    ] * 2
    for party in ("district", "union"):
        offer = history.current[party].offer
        assert {clause.id: clause.digest for clause in MEADOWBROOK.pricing.amended(offer).agreement} == new


def test_a_folder_without_passes_has_an_empty_ledger(tmp_path):
    shutil.copytree(READY, tmp_path / "meadowbrook")
    (tmp_path / "meadowbrook" / "passes.toml").unlink()
    reading = read_passes(tmp_path / "meadowbrook", MEADOWBROOK.agreement, MEADOWBROOK.offers)

    assert not reading.ledger
    assert unsound_passes(reading, replace(MEADOWBROOK, ledger=reading.ledger)) == []


def test_what_both_have_signed_cannot_be_agreed_to_again(refused):
    signed = (
        ANSWER.replace('"union"', '"both"').replace('"hold"', '"tentative agreement"').replace("answers = 1\n", "")
        + RAISE
    )
    again = AGREED.replace("answers = 1", "answers = 2")

    assert "got pass 2, which both have signed; expected words that one side has passed" in str(
        refused(OPENING, signed, again)
    )
