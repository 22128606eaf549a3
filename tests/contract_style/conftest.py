"""A copy of the contract for changes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest

from cloudflare_api_contract import Json, read

# `python -m tools.mutants` tries changed contracts.
FILE: Final = Path(os.environ.get("CONTRACT") or Path(__file__).parents[2] / "openapi.yaml")
# Written out, so that a change at one place changes no other.
_CONTRACT: Final = json.dumps(read(FILE).data)


def copied() -> Json:
    """Return a copy of the contract."""
    copy: Json = json.loads(_CONTRACT)
    return copy


def require_none(faults: Iterable[str]) -> None:
    """Fail with all faults, a line each."""
    if lines := [*faults]:
        pytest.fail("\n".join(lines), pytrace=False)


def new(faults: Callable[[Json], Iterable[str]], contract: Json) -> list[str]:
    """Return the faults of a changed contract, but not those of the contract itself."""
    known = set(faults(copied()))
    return [fault for fault in faults(contract) if fault not in known]


@pytest.fixture
def contract() -> Json:
    """Return a copy of the contract."""
    return copied()
