"""PDF: typeset documents. A template is the program's own; everything else reaches it as data, never as markup.

Text in data is set as it stands: a hash, a bracket or a command in a site's name is only letters. Nothing is fetched,
and no file beside the template is read. Documents are tagged (PDF/UA-1), so that a screen reader can read them.
Law: a document is the same on every computer; only where its text has letters that the fonts of the program lack (Chinese,
say) the computer's own fonts are looked into, and letters that these lack too are an error that names them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import Any

from commonground.files.atomic import replacing
from commonground.files.findings import quoted
from commonground.values.problem import BadInput, Place, Problem

KEPT = "\n\t"
UNSET = re.compile(r'text `"(.*?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def write_pdf(path: Path, template: str, said: Mapping[str, Any], *, at: dt.datetime | None = None) -> None:
    """Typeset a template with its data into a file; `at` is the time that the document bears.

    Raises OSError where the file cannot be written, `BadInput` where its text has letters that no font has.
    """
    made = typeset(path.name, template, said, at=at)
    with replacing(path) as part:
        part.write_bytes(made)


def typeset(name: str, template: str, said: Mapping[str, Any], *, at: dt.datetime | None = None) -> bytes:
    """The bytes of a document. Raises `BadInput`, which names the document, where no font has a letter of its text."""
    import typst

    source = (files("commonground.files") / "pdf_templates" / f"{template}.typ").read_bytes()
    data = json.dumps(settable(said), ensure_ascii=False)
    unset = ""
    for own_fonts_alone in (True, False):
        try:
            made = typst.compile(
                source,
                format="pdf",
                sys_inputs={"data": data},
                ignore_system_fonts=own_fonts_alone,
                timestamp=at,
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as problem:
            if (found := UNSET.search(str(problem))) is None:
                raise
            unset = found[1]
        else:
            assert isinstance(made, bytes)
            return made
    mend = "Write it with other letters, or install a font that has them."
    letters = ESCAPED.sub(lambda found: chr(int(found[1], 16)), unset)
    texts = (text for text in _texts(said) if letters in text and text != letters)
    got = quoted(unset) + "".join(f" in {quoted(text)}" for text in islice(texts, 1))
    raise BadInput((Problem("letters-not-set", Place(name), got, "letters that a font has", mend),))


def settable(said: Any) -> Any:
    """Data with the marks left out that no page shows: control characters, halves of letters, a mark of byte order."""
    if isinstance(said, str):
        return "".join(letter for letter in said if letter in KEPT or not _is_unseen(letter))
    if isinstance(said, Mapping):
        return {name: settable(value) for name, value in said.items()}
    return [settable(value) for value in said] if isinstance(said, list | tuple) else said


def _texts(said: Any) -> Iterator[str]:
    """Every text of data, in its order."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping | list | tuple):
        yield from chain.from_iterable(map(_texts, said.values() if isinstance(said, Mapping) else said))


def _is_unseen(letter: str) -> bool:
    return letter == "\ufeff" or unicodedata.category(letter) in ("Cc", "Cs")
