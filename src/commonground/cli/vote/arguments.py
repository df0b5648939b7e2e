"""What the commands of a vote are all given: the folder, the vote's name, a unit, the form of what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from commonground.cli.output import Format

Folder = Annotated[Path, Parameter(help="the negotiation's folder")]
VoteName = Annotated[str, Parameter(help="the vote's name")]
OnlyUnit = Annotated[str | None, Parameter(help="only this unit")]
Shown = Annotated[Format, Parameter(help="table, json or csv")]
