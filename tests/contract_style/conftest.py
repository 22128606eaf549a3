"""The contract, to be changed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import pytest

from cloudflare_api_contract import Json, read

# `python -m tools.mutants` tries changed contracts.
FILE: Final = Path(os.environ.get("CONTRACT") or Path(__file__).parents[2] / "openapi.yaml")
# Written out, so that what is changed at one place is not at another too.
_CONTRACT: Final = json.dumps(read(FILE).data)


def copied() -> Json:
    """Return a copy of the contract."""
    copy: Json = json.loads(_CONTRACT)
    return copy


@pytest.fixture
def contract() -> Json:
    """Return a copy of the contract."""
    return copied()
