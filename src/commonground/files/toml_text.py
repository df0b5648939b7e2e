"""TOML as this program writes it: plain tables, lists, words, exact numbers and days; what is read back is what was written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import Any

CONTROL = "\x7f"


def toml_text(said: Mapping[str, Any], path: tuple[str, ...] = (), inline: Collection[str] = ()) -> str:
    """A table as TOML; `inline` names the keys whose tables are written in braces, on one line.

    >>> print(toml_text({"title": "Raises", "value": {"percent": "2%"}}, inline=("value",)), end="")
    title = "Raises"
    value = { percent = "2%" }
    """
    plain = {key: value for key, value in said.items() if key in inline or not _is_table(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    text = "\n".join(lines) + ("\n" if lines else "")
    for key, value in said.items():
        if key in plain:
            continue
        for table in value if isinstance(value, list) else [value]:
            name = ".".join(map(_key, (*path, key)))
            text += f"\n[[{name}]]\n" if isinstance(value, list) else f"\n[{name}]\n"
            text += toml_text(table, (*path, key), inline)
    return text


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _key(key: str) -> str:
    plain = key.replace("_", "").replace("-", "").isalnum() and key.isascii()
    return key if plain else _text(key)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(CONTROL, "\\u007F")


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return "[\n" + "".join(f"  {_value(one)},\n" for one in value) + "]"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(held)}" for key, held in value.items()) + " }"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).lower()
