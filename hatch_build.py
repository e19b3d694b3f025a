"""Compile rules, packs, presets and lexicon when newslint is built or installed, editable or not."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface[Any]):
    """Called by hatchling before it collects the files of a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled files beside their sources."""
        sys.path.insert(0, self.root)
        try:
            from newslint.build import build

            build()
        finally:
            sys.path.remove(self.root)
