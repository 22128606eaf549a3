"""The httpx clients that a client opens, in a process that was forked: it has another id."""

from __future__ import annotations

import httpx
import pytest

from cloudflare_api_core.connections import AsyncConnections, SyncConnections
from cloudflare_api_core.errors import ConfigurationError

from .support import Fork

_SILENT = httpx.MockTransport(lambda request: httpx.Response(204))


def test_a_child_opens_its_own_and_leaves_its_parents_open(fork: Fork) -> None:
    connections = SyncConnections(None, lambda: httpx.Client(transport=_SILENT))
    of_parent = connections.http()
    assert connections.http() is of_parent
    fork()
    of_child = connections.http()
    assert of_child is not of_parent
    connections.close()
    assert (of_child.is_closed, of_parent.is_closed) == (True, False)
    of_parent.close()


async def test_a_child_opens_its_own_in_its_event_loop(fork: Fork) -> None:
    connections = AsyncConnections(None, lambda: httpx.AsyncClient(transport=_SILENT))
    of_parent = connections.http()
    fork()
    of_child = connections.http()
    assert of_child is not of_parent
    await connections.close()
    assert (of_child.is_closed, of_parent.is_closed) == (True, False)
    await of_parent.aclose()


def test_an_http_client_from_before_the_fork_is_refused(fork: Fork) -> None:
    with httpx.Client(transport=_SILENT) as given:
        connections = SyncConnections(given, lambda: given)
        assert connections.http() is given
        fork()
        with pytest.raises(ConfigurationError, match="make the client after the fork"):
            connections.http()
