"""A proxy is named in errors, without its password, and sees nothing that is for this machine."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from cloudflare_ai_controls import APIConnectionError, ConfigurationError
from tests.clients import ClientKind, entered

from .support import LISTED, Caller, Server, answer, failing, unused_url

pytestmark = pytest.mark.anyio


@contextmanager
def _refusing() -> Generator[str]:
    with Server(answer(407)) as server:
        yield server.url


@pytest.mark.parametrize("place", [unused_url, _refusing])
async def test_a_connection_error_names_the_proxy(
    place: Any, client_kind: ClientKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place() as url:
        proxy = url.removesuffix("/v4")
        monkeypatch.setenv("no_proxy", "localhost,[::1]")
        monkeypatch.setenv("https_proxy", proxy.replace("//", "//user:s3cret@"))
        async with Caller(client_kind, "https://127.0.0.1/v4") as caller:
            for read in (caller.plain, caller.streaming):
                with failing(APIConnectionError) as caught:
                    await read()
                assert str(caught.value).endswith(f"/servers, proxy {proxy})")
                assert "s3cret" not in f"{caught.value.__dict__}"


@pytest.mark.parametrize("how", ["environment", "argument", "mount"])
async def test_an_http_client_sends_no_request_for_this_machine_through_a_proxy(
    how: str, client_kind: ClientKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unused_url() as url, Server(LISTED) as proxy:
        options: dict[str, Any] = {}
        address = proxy.url.removesuffix("/v4")
        if how == "environment":
            monkeypatch.setenv("http_proxy", address)
        elif how == "argument":
            options["proxy"] = address
        else:
            transport = client_kind.choose(httpx.HTTPTransport, httpx.AsyncHTTPTransport)
            options["mounts"] = {"http://": transport(proxy=address)}
        async with entered(client_kind.http(**options)) as http:
            with pytest.raises(ConfigurationError, match="unencrypted to a proxy") as caught:
                Caller(client_kind, url, http_client=http)
            assert "NO_PROXY=127.0.0.1" in str(caught.value)
            assert proxy.requests == []
            await Caller(client_kind, url, http_client=http, allow_http=True).plain()
        assert len(proxy.requests) == 1
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        async with entered(client_kind.http()) as http:
            Caller(client_kind, url, http_client=http)
