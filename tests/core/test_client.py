"""The clients: made, used, closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from cloudflare_api_core import AsyncAPIClient, Call, CloudflareError, SyncAPIClient, omit
from tests.clients import ASYNC, SYNC, ClientKind, settled

from .support import (
    PAIR,
    PETS,
    READ,
    TOKEN,
    Driver,
    Pet,
    Wire,
    envelope,
    many,
)

pytestmark = pytest.mark.anyio

_CREDENTIALS = {"api_token": TOKEN}
_ARGUMENTS = {"owner": "o", "id": "i"}
_PET: dict[str, Any] = {"id": "a"}


def _ever(seconds: float | None, connect: float | None) -> dict[str, float | None]:
    return {"connect": connect, "read": seconds, "write": seconds, "pool": seconds}


@pytest.mark.parametrize(
    ("settings", "options", "sent"),
    [
        ({}, {}, _ever(60, 5)),
        ({"timeout": omit}, {}, _ever(60, 5)),
        ({"timeout": None}, {}, _ever(None, None)),
        ({"timeout": 7}, {}, _ever(7, 7)),
        ({"timeout": httpx.Timeout(7, connect=1)}, {}, _ever(7, 1)),
        ({}, {"timeout": None}, _ever(None, None)),
        ({}, {"timeout": 0.5}, _ever(0.5, 0.5)),
        ({"timeout": 7}, {"timeout": httpx.Timeout(9, connect=2)}, _ever(9, 2)),
        ({"timeout": None}, {"timeout": 9}, _ever(9, 9)),
        ({"http": {"timeout": 99}}, {}, _ever(99, 99)),
        ({"http": {"timeout": 99}, "timeout": 7}, {}, _ever(7, 7)),
    ],
)
async def test_the_timeout_is_the_calls_or_the_clients_or_the_default(
    settings: dict[str, Any],
    options: dict[str, Any],
    sent: dict[str, float | None],
    client_kind: ClientKind,
    wire: Wire,
) -> None:
    driver = Driver(client_kind, wire, **settings)
    wire.will(envelope(_PET), envelope(_PET))
    await driver.read(**options)
    await driver.read()
    assert wire.requests[0].extensions["timeout"] == sent
    if options:
        assert wire.requests[1].extensions["timeout"] != sent, "for this call alone"


async def test_calls_go_to_the_base_url_with_the_contracts_headers(
    client_kind: ClientKind, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.will(*many(3, lambda: envelope(_PET)))
    await Driver(client_kind, wire).read()
    monkeypatch.setenv("CLOUDFLARE_BASE_URL", "https://variable.example/")
    await Driver(client_kind, wire, http={"base_url": "https://users.example"}).read()
    await Driver(client_kind, wire, base_url="http://127.0.0.1:4010/client/v4/").read()
    assert [str(request.url) for request in wire.requests] == [
        "https://api.example.com/v4/owners/o/pets/i",
        "https://variable.example/owners/o/pets/i",
        "http://127.0.0.1:4010/client/v4/owners/o/pets/i",
    ]
    request = wire.requests[0]
    assert (request.method, request.content) == ("GET", b"")
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"] == "pets/1"


def test_a_base_url_without_encryption_is_refused(client_kind: ClientKind, wire: Wire) -> None:
    with pytest.raises(ValueError, match=r"^`base_url` would send credentials unencrypted"):
        Driver(client_kind, wire, base_url="http://api.example.com")
    driver = Driver(client_kind, wire, base_url="http://api.example.com", allow_http=True)
    assert driver.client.base_url == "http://api.example.com"


async def test_extra_headers_add_and_replace(client_kind: ClientKind, wire: Wire) -> None:
    wire.will(envelope(_PET))
    driver = Driver(client_kind, wire, http={"headers": {"X-Users": "u", "X-Mine": "u"}})
    await driver.read(extra_headers={"user-agent": "mine", "ACCEPT": "text/x", "X-Mine": "a"})
    headers = wire.requests[0].headers
    assert headers.get_list("user-agent") == ["mine"]
    assert headers.get_list("accept") == ["text/x"]
    assert headers.get_list("x-mine") == ["a"]
    assert headers.get_list("x-users") == ["u"]


async def test_the_users_default_query_stays(client_kind: ClientKind, wire: Wire) -> None:
    wire.will(envelope([]), envelope([]))
    driver = Driver(client_kind, wire, http={"params": {"x": "u", "search": "u"}})
    await driver.list()
    await driver.list({"search": "a"})
    assert [dict(request.url.params) for request in wire.requests] == [
        {"x": "u", "search": "u"},
        {"x": "u", "search": "a"},
    ]


async def test_an_unknown_option_is_a_type_error(driver: Driver) -> None:
    with pytest.raises(TypeError, match=r"^pets\.read\(\) got an unexpected keyword"):
        await driver.read(retry=5)


def test_arguments_are_checked_at_the_call_not_when_it_is_awaited(wire: Wire) -> None:
    client = Driver(ASYNC, wire).client
    for send in (client.__client_request__, client.__client_request_page__):
        with pytest.raises(ValueError, match=r"^Expected a non-empty value for `owner`"):
            send(Call(READ, {"owner": "", "id": "i"}, {}))


async def test_use_after_close_is_an_error_of_ours(client_kind: ClientKind, wire: Wire) -> None:
    http = client_kind.http(transport=httpx.MockTransport(wire))
    client: Any = client_kind.choose(SyncAPIClient, AsyncAPIClient)
    driver = Driver(client_kind, wire, http_client=http)
    driver.client = client(PETS, _CREDENTIALS)
    await driver.close()
    await driver.close()
    with pytest.raises(CloudflareError, match=r"^the client is closed$"):
        await driver.read()


async def test_the_next_page_after_close_is_an_error(client_kind: ClientKind, wire: Wire) -> None:
    http = client_kind.http(transport=httpx.MockTransport(wire))
    wire.will(envelope([_PET]))
    driver = Driver(client_kind, wire, http_client=http)
    page = await driver.list()
    await _close(http)
    with pytest.raises(CloudflareError, match=r"^the client is closed$"):
        await driver.next(page)


async def _close(http: Any) -> None:
    if isinstance(http, httpx.Client):
        http.close()
    else:
        await http.aclose()


async def test_a_given_http_client_is_never_closed(client_kind: ClientKind, wire: Wire) -> None:
    http = client_kind.http(transport=httpx.MockTransport(wire))
    driver = Driver(client_kind, wire, http_client=http)
    await driver.close()
    assert not http.is_closed
    wire.will(envelope(_PET))
    assert (await driver.read()).parsed.id == "a"
    await _close(http)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The httpx clients that ours open for themselves."""
    opened: list[Any] = []
    for cls in (httpx.Client, httpx.AsyncClient):

        def remember(self: Any, *args: Any, __init__: Any = cls.__init__, **kwargs: Any) -> None:
            __init__(self, *args, **kwargs)
            opened.append(self)

        monkeypatch.setattr(cls, "__init__", remember)
    yield opened
    assert all(http.is_closed for http in opened)


async def test_a_with_block_closes_the_client(opened: list[Any]) -> None:
    client: Any = SyncAPIClient(PETS, _CREDENTIALS)
    with client as entered:
        assert entered is client
        assert client._http is opened[0]
    client = AsyncAPIClient(PETS, _CREDENTIALS)
    async with client as entered:
        assert entered is client
        assert client._http is opened[1]
    assert len(opened) == 2


async def test_closing_a_copy_leaves_the_connections_open(opened: list[Any]) -> None:
    client: Any
    for client in (SyncAPIClient(PETS, _CREDENTIALS), AsyncAPIClient(PETS, _CREDENTIALS)):
        http = client._http
        await settled(client.with_options().close())
        assert not http.is_closed
        await settled(client.close())


def test_nothing_is_opened_for_a_client_that_is_refused(opened: list[Any]) -> None:
    for cls in (SyncAPIClient, AsyncAPIClient):
        with pytest.raises(CloudflareError):
            cls(PETS, {})
        with pytest.raises(ValueError, match="base_url"):
            cls(PETS, PAIR, base_url="http://api.example.com")
    assert opened == []


@pytest.mark.parametrize("cls", [SyncAPIClient, AsyncAPIClient, Pet])
def test_a_client_whose_construction_failed_has_a_repr(cls: type[Any]) -> None:
    # Test runners and crash reporters show the variables of the frame that failed.
    assert cls.__name__ in f"{object.__new__(cls)!r}"


def test_a_client_shows_where_it_calls(client_kind: ClientKind, wire: Wire) -> None:
    name = client_kind.choose("SyncAPIClient", "AsyncAPIClient")
    assert repr(Driver(client_kind, wire).client) == f"<{name} https://api.example.com/v4>"


def test_a_sync_client_needs_no_loop(wire: Wire) -> None:
    wire.will(envelope(_PET))
    assert Driver(SYNC, wire).client.__client_request__(Call(READ, _ARGUMENTS, {})).parsed.id == "a"


async def test_cookies_of_a_given_http_client_are_not_sent(
    client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(
        *many(
            3,
            lambda: httpx.Response(
                200, json={"success": True, "result": _PET}, headers={"Set-Cookie": "a=b"}
            ),
        )
    )
    driver = Driver(client_kind, wire, http={"cookies": {"mine": "c"}})
    await driver.read()
    await driver.read()
    await driver.read(extra_headers={"Cookie": "d=e"})
    sent = [request.headers.get("cookie") for request in wire.requests]
    assert sent == [None, None, "d=e"]
