"""`commonground bridge`: why two public figures differ, to the cent."""

from __future__ import annotations

import re
from pathlib import Path

from commonground.asked.claims import between, claim_named
from commonground.asked.misused import Misused
from commonground.bridge.bridge import Bridge
from commonground.cli import exits
from commonground.cli.claims import claims_in, negotiation_beside
from commonground.cli.output import Format, show
from commonground.files.folder_seal import folder_seal
from commonground.files.ready import folder_named
from commonground.report.bridges import bridge_tables

OTHER_SORT = re.compile(r"\.[A-Za-z]{2,5}")


def bridge(folder: Path, a: str, b: str, *, out: Path | None = None, format: Format = Format.TABLE) -> int:
    """Why two public figures differ: types first, then named assumptions with their order ranges, then what is left.

    Examples
    --------
    commonground bridge chicago-2019 union-38 board-100
    commonground bridge chicago-2019 union-38 board-100 --out bridge
    commonground bridge chicago-2019 union-38 board-100 --out bridge.pdf

    Parameters
    ----------
    folder
        the folder, with claims.toml and, where it supposes anything, bridges.toml
    a
        a claim, by its id or a part of it
    b
        the claim that it is bridged to
    out
        a folder for picture, workbook and a page to sign; or one of them, by .svg, .xlsx or .pdf
    format
        table, json or csv
    """
    negotiation = negotiation_beside(folder)
    claims = claims_in(folder, negotiation)
    found = between(folder_named(folder), negotiation, claims, claim_named(claims, a), claim_named(claims, b))
    if out is not None:
        _write(found, folder, out)
    show(bridge_tables(found), format)
    return exits.DONE


def _write(found: Bridge, folder: Path, out: Path) -> None:
    """Hand a bridge out as documents. Raises `Misused` for a file of another sort."""
    from commonground.files.bridge_documents import SUFFIXES, write_bridge

    if OTHER_SORT.fullmatch(out.suffix) and out.suffix.lower() not in SUFFIXES and not out.is_dir():
        raise Misused(f"--out {out.name}: a bridge is written as {', '.join(SUFFIXES)}; name one, or a folder for all.")
    try:
        seal = folder_seal(folder_named(folder), out)
        names = write_bridge(found, out, seal)
    except OSError as problem:
        raise exits.Unwritten(f"{out}: {problem.strerror}. Name a folder that you may write to.") from None
    exits.tell(f"Written to {out}: {', '.join(names)}. Made from the folder with the seal {seal}.")
