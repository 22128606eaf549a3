"""A proxy that fails is named in the error, without its password."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest

from cloudflare_ai_controls import APIConnectionError
from tests.clients import ClientKind

from .support import Caller, Server, answer, failing, unused_url

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
