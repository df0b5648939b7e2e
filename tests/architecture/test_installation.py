"""Installing a checkout: its own modules are compiled then, so that a start need not do it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

HOOK = Path(__file__).parents[2] / "hatch_build.py"
INTERFACE = "hatchling.builders.hooks.plugin.interface"


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The build hook as hatchling loads it; hatchling itself is there only while a wheel is built."""
    interface = ModuleType(INTERFACE)
    monkeypatch.setattr(interface, "BuildHookInterface", SimpleNamespace, raising=False)
    monkeypatch.setitem(sys.modules, INTERFACE, interface)
    spec = importlib.util.spec_from_file_location("hatch_build", HOOK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CustomBuildHook


@pytest.mark.parametrize(("version", "is_compiled"), [("editable", True), ("standard", False)])
def test_the_modules_of_a_checkout_are_compiled_and_those_of_a_wheel_are_left(
    hook: Any, tmp_path: Path, version: str, is_compiled: bool
) -> None:
    module = tmp_path / "src" / "district.py"
    module.parent.mkdir()
    module.write_text("PUPILS = 3_000\n")

    hook(root=str(tmp_path)).finalize(version, {}, "")

    assert Path(importlib.util.cache_from_source(str(module))).exists() is is_compiled
