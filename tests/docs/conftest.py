"""What runs the snippets of the documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .support import Programs


@pytest.fixture(scope="session")
def programs() -> Iterator[Programs]:
    with Programs() as programs:
        yield programs
