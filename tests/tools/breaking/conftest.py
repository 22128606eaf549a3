"""The revision that is changed."""

from __future__ import annotations

import pytest

from tests.tools.breaking.support import contract, revision
from tools.breaking.surface import Surface


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Surface:
    """The surface of base.yaml, which no test may change."""
    return Surface(revision(tmp_path_factory.mktemp("base"), contract()))
