"""`commonground schema`: JSON Schemas of the folder's files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from commonground.cli import exits
from commonground.files.atomic import write_text
from commonground.files.schemas import schemas
from commonground.values.wording import counted


def schema(*, into: Path | None = None) -> int:
    """JSON Schemas of negotiation.toml, agreement.toml, offers/*.toml, passes.toml, procedure.toml, rule packs, terms and others.

    Examples
    --------
    commonground schema > schemas.json
    commonground schema --into my-district/schemas

    Parameters
    ----------
    into
        a folder to write one file for each schema; without it all go to the terminal
    """
    found = schemas()
    if into is None:
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return exits.DONE
    if not into.resolve().parent.is_dir():
        raise exits.Unwritten(f"{into}: no such folder as {into.parent}. Make it first, or name another.")
    try:
        for name, said in found.items():
            write_text(into / f"{name}.schema.json", json.dumps(said, indent=2) + "\n")
    except OSError as problem:
        raise exits.Unwritten(f"{into}: {problem.strerror}. Name a folder that you may write to.") from None
    sys.stdout.write(f"{counted(len(found), 'schema')} in {into}\n")
    return exits.DONE
