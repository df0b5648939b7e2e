"""The arithmetic pages: every kind has one, and the figures that it marks are its test's and its worked example's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonground.agreement.kinds import KINDS
from worked_figures import PAGES, read_figures

ROOT = PAGES.parents[1]
TEST = re.compile(r"^Test: `(tests/[a-z0-9_/-]+\.py)`$", re.MULTILINE)
LINK = re.compile(r"\]\(([a-z0-9-]+\.md)\)")
WORKED = sorted(path.name for path in PAGES.glob("*.md") if path.name != "README.md")
SECTIONS = ("## Formula", "## Rounding", "## Worked example", "## Figures")


def text_of(page: str) -> str:
    return (PAGES / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page(kind):
    assert f"{kind.replace('_', '-')}.md" in WORKED


@pytest.mark.parametrize("page", WORKED)
def test_every_page_is_linked_from_the_page_of_pages(page):
    assert page in LINK.findall(text_of("README.md"))


@pytest.mark.parametrize("page", ["README.md", *WORKED])
def test_no_page_links_to_one_that_is_not_there(page):
    assert set(LINK.findall(text_of(page))) <= {*WORKED, "README.md"}


@pytest.mark.parametrize("page", WORKED)
def test_every_page_has_its_formula_its_rounding_its_example_and_its_figures(page):
    text = text_of(page)

    places = [text.find(f"\n{section}\n") for section in SECTIONS]

    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("page", WORKED)
def test_every_figure_stands_in_the_worked_example(page):
    text = text_of(page)
    example = text[text.index("## Worked example") : text.index("## Figures")]

    missing = {name: value for name, value in read_figures(text).items() if value not in example}

    assert not missing


@pytest.mark.parametrize("page", WORKED)
def test_every_figure_is_read_by_the_test_that_the_page_names(page):
    text = text_of(page)
    named = TEST.findall(text)
    assert len(named) == 1
    source = Path(ROOT / named[0]).read_text(encoding="utf-8")

    unread = [name for name in read_figures(text) if not _is_read(name, source)]

    assert read_figures(text)
    assert f'Figures("{page.removesuffix(".md")}")' in source
    assert not unread


def _is_read(name: str, source: str) -> bool:
    """Whether a test names a figure: in quotes, or by a pattern such as f"cole_{charge}"."""
    if f'"{name}"' in source:
        return True
    patterns = re.findall(r'f"([a-z0-9_]*\{[a-z_]+\}[a-z0-9_{}]*)"', source)
    return any(re.fullmatch(re.sub(r"\{[a-z_]+\}", "[a-z0-9_]+", pattern), name) for pattern in patterns)
