"""Revisions made from base.yaml."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from cloudflare_api_contract import read
from generator.generate import generate
from tests.generator.support import ROOT, Json, write_config
from tools.breaking.revision import Revision

__all__ = ["contract", "revision"]

_BASE = json.dumps(read(Path(__file__).with_name("base.yaml")).data)


def contract() -> Json:
    """A copy of base.yaml to change."""
    data: Json = json.loads(_BASE)
    return data


def revision(folder: Path, data: Json) -> Revision:
    """Generate the package of a contract beside a copy of core."""
    core, copied = ROOT / "cloudflare_api_core", folder / "cloudflare_api_core"
    shutil.copytree(core, copied, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    spec = folder / "openapi.yaml"
    spec.write_text(json.dumps(data, indent=1))  # JSON is YAML.
    generate(spec, write_config(folder), folder / "generated")
    return Revision(folder.name, folder)
