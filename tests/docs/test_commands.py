"""docs/commands.md: every command and every option is documented; the commands that any page shows can be given."""

from __future__ import annotations

import importlib
import inspect
import re
import shlex
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from commonground.cli.verbs import EPILOGUE, GROUPS, VERBS, asked_for

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
VERB = {verb.name: verb for verb in VERBS}
OF_THE_PROGRAM = ("--help", "--version", "--install-completion")
BEFORE = r"(?:\$ )?(?:python -m pip install uv && )?(?:python -m uv run )?"
SHOWN = re.compile(rf"^ {{4,}}{BEFORE}(commonground(?: .*)?)$", re.MULTILINE)


def function_of(verb: str) -> typing.Any:
    module, name = VERB[verb].target.split(":")
    return getattr(importlib.import_module(module), name)


def section(verb: str) -> str:
    """What docs/commands.md says of a command."""
    return re.split(r"^## ", PAGE[PAGE.index(f"\n## {verb}\n") + 4 :], maxsplit=1, flags=re.MULTILINE)[0]


def option(name: str) -> str:
    return f"--{name.rstrip('_').replace('_', '-')}"


def options(verb: str) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(function_of(verb)).parameters.values()
    return {option(p.name): p for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}


def arguments(verb: str) -> list[str]:
    parameters = inspect.signature(function_of(verb)).parameters.values()
    return [p.name for p in parameters if p.kind is not inspect.Parameter.KEYWORD_ONLY]


def rows(verb: str) -> dict[str, tuple[str, str]]:
    """The table of a command's options: what each says, and what holds without it."""
    found = re.findall(r"^\| `(--[a-z-]+)` \| (.*?) \| (.*?) \|$", section(verb), re.MULTILINE)
    return {name: (said, otherwise) for name, said, otherwise in found}


def test_every_command_has_a_section_in_the_order_of_the_help():
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == list(VERB)


@pytest.mark.parametrize("verb", VERB)
def test_every_option_of_a_command_is_documented_and_no_other(verb):
    assert list(rows(verb)) == list(options(verb))


@pytest.mark.parametrize("verb", VERB)
def test_the_usage_of_a_command_names_its_arguments_and_options(verb):
    usage = section(verb).split("\n\n")[1]
    words = re.findall(r"\[?(--[a-z-]+)", usage)

    assert words == list(options(verb))
    assert len(re.findall(r"(?<![-\w])[A-Z]+\b", re.sub(r"\[?--[a-z-]+( [A-Z]+)?\]?", "", usage))) == len(
        arguments(verb)
    )


@pytest.mark.parametrize("verb", VERB)
def test_an_option_is_called_required_when_it_is(verb):
    required = {name for name, parameter in options(verb).items() if parameter.default is inspect.Parameter.empty}

    assert {name for name, (_, otherwise) in rows(verb).items() if otherwise == "required"} == required


@pytest.mark.parametrize("verb", VERB)
def test_a_default_is_written_as_it_is(verb):
    stated = {name: p.default for name, p in options(verb).items() if isinstance(p.default, str | int | Path)}
    stated = {name: value for name, value in stated.items() if not isinstance(value, bool)}

    assert {name: rows(verb)[name][1] for name in stated} == {name: f"`{value}`" for name, value in stated.items()}


@pytest.mark.parametrize("verb", VERB)
def test_every_choice_of_an_option_is_named(verb):
    hints = typing.get_type_hints(function_of(verb))
    chosen = {option(name): hint for name, hint in hints.items() if inspect.isclass(hint) and issubclass(hint, StrEnum)}

    missing = {name: [c for c in hint if f"`{c}`" not in rows(verb)[name][0]] for name, hint in chosen.items()}

    assert {name: choices for name, choices in missing.items() if choices} == {}


@pytest.mark.parametrize("verb", VERB)
def test_every_command_has_an_example(verb):
    assert f"\n    $ commonground {verb}" in section(verb)


def test_the_options_of_the_program_are_documented():
    assert [name for name in OF_THE_PROGRAM if f"| `{name}` |" not in PAGE] == []


@pytest.mark.parametrize("verb", [verb for verb in VERB if verb != "check"])  # what check says is a sentence
def test_the_output_of_an_example_fits_80_columns(verb):
    example = section(verb).split("    $ commonground ", 1)[1].split("\n")[1:]
    output = [line.removeprefix("    ") for line in example if line.startswith("    ")]

    assert output
    assert [line for line in output if len(line) > 80] == []


def shown() -> Iterator[tuple[str, str]]:
    """Every command that a page, the demo or a command's own help shows."""
    for path in PAGES:
        for command in SHOWN.findall(path.read_text(encoding="utf-8")):
            yield path.name, command
    demo = importlib.import_module("commonground.cli.demo")
    for source, text in [("demo", demo.NEXT), ("help", EPILOGUE)]:
        for command in re.findall(r"(commonground .+)$", text, re.MULTILINE):
            yield source, command
    for verb in VERB:
        for command in re.findall(r"^\s*(commonground .+)$", function_of(verb).__doc__ or "", re.MULTILINE):
            yield f"{verb} --help", command


@pytest.mark.parametrize(("page", "command"), dict.fromkeys(shown()))
def test_a_command_that_is_shown_can_be_given(page, command):
    words = shlex.split(re.split(r"\s+#\s|\s[|>]\s", command)[0].replace("[", "").replace("]", ""))[1:]
    if not words or words[0] in ("COMMAND", *OF_THE_PROGRAM) or words[:2] in [[g, "--help"] for g in GROUPS]:
        return
    verb = asked_for(words)
    said = words[len(verb.split()) :]

    assert verb in VERB
    assert [word for word in said if word.startswith("--") and word not in (*options(verb), *OF_THE_PROGRAM)] == []
    assert len(values_of(verb, said)) <= len(arguments(verb))


def values_of(verb: str, said: list[str]) -> list[str]:
    """The words of a command that belong to no option."""
    found, waiting = [], False
    for word in said:
        if word.startswith("--"):
            waiting = word in options(verb) and not isinstance(options(verb)[word].default, bool)
        elif waiting:
            waiting = False
        else:
            found.append(word)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []
