"""Our own sources compiled when a checkout is installed, as uv compiles the libraries (`tool.uv` in pyproject.toml).

Where Python may not write bytecode every start would compile a hundred and fifty files again; a file that is changed
later is compiled at each start until the next installation.
"""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Runs when hatchling has built the wheel that points to the checkout."""

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Compile what stands in `src`; where that cannot be written, Python compiles as it goes."""
        if version == "editable":
            compileall.compile_dir(Path(self.root, "src"), quiet=2)
