"""PDF: typeset documents. A template is the program's own; everything else reaches it as data, never as markup.

Text in data is set as it stands: a hash, a bracket or a command in a site's name is only letters. Nothing is fetched,
and no file beside the template is read. Documents are tagged (PDF/UA-1), so that a screen reader can read them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from commonground.files.atomic import replacing


def write_pdf(path: Path, template: str, said: Mapping[str, Any], *, at: dt.datetime | None = None) -> None:
    """Typeset a template with its data into a file; `at` is the time that the document bears.

    Raises OSError where the file cannot be written.
    """
    import typst

    source = (files("commonground.files") / "pdf_templates" / f"{template}.typ").read_bytes()
    data = json.dumps(said, ensure_ascii=False)
    made = typst.compile(
        source, format="pdf", sys_inputs={"data": data}, ignore_system_fonts=True, timestamp=at, pdf_standards=["ua-1"]
    )
    assert isinstance(made, bytes)
    with replacing(path) as part:
        part.write_bytes(made)
