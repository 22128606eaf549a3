"""The mock under requests that schemathesis makes from the contract."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import pytest

from cloudflare_api_mock import TOKEN, Mock

from .support import SPEC

pytestmark = pytest.mark.check

_REPORT: Final = "found.xml"
_PACKAGES: Final = Path(sys.prefix) / "schemathesis"
# The finding, and a part of the answer; the reason why neither mock nor contract is wrong.
KNOWN: Final = {
    ("ST401", "Missing X-Auth-Key, X-Auth-Email"): "as the contract tells, 400 and not 401 or 403",
    ("ST202", "Already used by portal "): "the contract tells it, but JSON Schema cannot",
}
_OPTIONS: Final = (
    *("--checks", "all", "--continue-on-failure", "--no-color", "--warnings", "off"),
    *("--seed", "7", "--max-examples", "10", "--no-shrink", "--generation-database", "none"),
    *("--suppress-health-check", "all", "--report", "junit", "--report-junit-path", _REPORT),
)


def _found(folder: Path) -> list[str]:
    """The text of each failure and error in the report."""
    with Mock(spec=SPEC) as mock:
        command: list[str | Path] = [sys.executable, "-m", "schemathesis.cli", "run", SPEC]
        where = ("--url", mock.base_url, "--header", f"Authorization: Bearer {TOKEN}")
        done = subprocess.run(
            [*command, *where, *_OPTIONS],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(_PACKAGES)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=600,
        )
    report = folder / _REPORT
    assert report.exists(), done.stdout
    elements = ElementTree.parse(report).iter()
    return [each.text or "" for each in elements if each.tag in {"failure", "error"}]


def _known(text: str) -> set[tuple[str, str]]:
    """The entries of KNOWN that explain all findings in a text, or none."""
    codes = re.findall(r"^- (\w+) ", text, re.MULTILINE)
    entries = {(code, part) for code, part in KNOWN if code in codes and part in text}
    return entries if {code for code, _ in entries} == set(codes) else set()


def test_schemathesis_finds_only_known_problems(tmp_path: Path) -> None:
    if not _PACKAGES.exists():
        pytest.fail("schemathesis is not installed: run `make .venv/schemathesis`", pytrace=False)
    found = _found(tmp_path)
    assert [text for text in found if not _known(text)] == []
    assert set().union(*map(_known, found)) == KNOWN.keys()
