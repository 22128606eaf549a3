"""The files of this repository that several programs read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["CONFIG", "EXAMPLES", "NODE_MODULES", "ROOT", "SPEC"]

ROOT: Final = Path(__file__).parents[1]
SPEC: Final = ROOT / "openapi.yaml"
CONFIG: Final = ROOT / "generator-config.yaml"
EXAMPLES: Final = ROOT / "examples"
NODE_MODULES: Final = ROOT / "requirements/node_modules"
