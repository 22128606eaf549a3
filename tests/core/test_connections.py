"""The httpx clients that a client opens or is given. A process that was forked has another id."""

from __future__ import annotations

from typing import Any

import certifi
import httpx
import pytest

from cloudflare_api_core import SyncAPIClient
from cloudflare_api_core.connections import (
    AsyncConnections,
    SyncConnections,
    require_no_proxy,
)
from cloudflare_api_core.errors import ConfigurationError

from .support import PAIR, PETS, Fork

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
    assert connections.http() is of_parent
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


def test_a_child_has_a_tls_context_of_its_own(fork: Fork, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests share the context of the certificates that are used without this variable.
    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    made: Any = SyncAPIClient(PETS, PAIR)
    with made as client:
        of_parent = client._route.tls
        fork()
        assert client._http
        assert client._route.tls is not of_parent


def test_an_http_client_that_sends_plain_http_to_a_proxy_is_refused() -> None:
    with httpx.Client(proxy="http://proxy.example:3128", trust_env=False, verify=False) as given:
        require_no_proxy(given, "https://api.example.com/v4")
        with pytest.raises(ConfigurationError, match="or set NO_PROXY=localhost if"):
            require_no_proxy(given, "http://localhost:4010/v4")
