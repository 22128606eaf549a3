"""The fixture `cloudflare_mock`, there in a run with `-p cloudflare_api_mock.pytest_plugin`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .strict import StrictMock

__all__ = ["cloudflare_mock", "cloudflare_mock_server"]


@pytest.fixture(scope="session")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    """The server behind `cloudflare_mock`, one for all tests: starting and checking it costs."""
    mock = StrictMock()
    mock.start()
    yield mock
    mock.stop()


@pytest.fixture
def cloudflare_mock(cloudflare_mock_server: StrictMock) -> Iterator[StrictMock]:
    """A running mock of the API with 250 servers, as if just started.

    Give the client its `base_url` and `account_id`, state your own data with `set_rows`, faults
    with `fail_next`, and how many requests will come with `expect(n)`. The test fails in the end if
    it went otherwise, if nothing met a fault, or if a request or an answer broke the contract.
    """
    cloudflare_mock_server.reset()
    yield cloudflare_mock_server
    if problems := cloudflare_mock_server.problems():
        pytest.fail("\n".join(problems), pytrace=False)
