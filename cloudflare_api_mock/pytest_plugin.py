"""The fixture `cloudflare_mock`; `pytest -p cloudflare_api_mock.pytest_plugin` loads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .strict import StrictMock

__all__ = ["cloudflare_mock", "cloudflare_mock_server"]


@pytest.fixture(scope="session")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    """The server behind `cloudflare_mock`, started once for all tests."""
    mock = StrictMock()
    mock.start()
    yield mock
    mock.stop()


@pytest.fixture
def cloudflare_mock(cloudflare_mock_server: StrictMock) -> Iterator[StrictMock]:
    """A running mock of the API with 250 servers, in its initial state.

    Give the client its `base_url` and `account_id`. Set data with `set_rows`, faults with
    `fail_next`, and the number of requests with `expect(n)`. The test fails at its end if the
    number differs, if a fault was not used, or if a request or an answer broke the contract.
    """
    cloudflare_mock_server.reset()
    yield cloudflare_mock_server
    if problems := cloudflare_mock_server.problems():
        pytest.fail("\n".join(problems), pytrace=False)
