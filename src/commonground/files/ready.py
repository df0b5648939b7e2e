"""Ready negotiations: the folders that come with the program, by name."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

MEADOWBROOK = "meadowbrook"
BY_COMMAND = {"claims.toml": "have it begun from an article: commonground propose-claims ARTICLE --into claims.toml"}


def ready_folder() -> Path:
    """Where the ready negotiations are: inside the installed package, or beside the sources of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "negotiations"
    return installed if installed.is_dir() else package.parents[1] / "negotiations"


def ready_names() -> tuple[str, ...]:
    """The names of the ready negotiations."""
    return tuple(sorted(path.parent.name for path in ready_folder().glob("*/negotiation.toml")))


def folder_named(folder: Path) -> Path:
    """The folder itself, or the ready negotiation of that name where there is no such folder here."""
    if not folder.exists() and str(folder) in ready_names():
        return ready_folder() / folder
    return folder


def how_to_write(name: str) -> str:
    """How to come by a file of a folder that is not there: a new folder, a command, a ready one as a model, or by hand."""
    if (files("commonground.files") / "template_folder" / name).is_file():
        return "Write it, or copy it from a new negotiation: commonground new DIR."
    written = f"Write it, or {BY_COMMAND[name]}" if name in BY_COMMAND else "Write it"
    for owner in (MEADOWBROOK, *ready_names()):
        model = ready_folder() / owner / name
        if model.is_file():
            return f"{written}; {owner.capitalize()}'s may be a model: {model}"
    return f"{written}, or correct its name."
