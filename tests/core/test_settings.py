"""The settings of a client, of its copies and of one call."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from cloudflare_api_core import Call, InternalServerError, omit
from tests.clients import ASYNC, SYNC, ClientKind

from .support import (
    LIST,
    PAIR,
    READ,
    SECURITY,
    Driver,
    Wire,
    envelope,
    many,
)

pytestmark = pytest.mark.anyio

_NAN = float("nan")
_PET = {"id": "a"}
_ARGUMENTS = {"owner": "o", "id": "i"}


def _with(driver: Driver, client: Any) -> Driver:
    """The driver with another client."""
    other: Driver = object.__new__(type(driver))
    other.client = client
    return other


def test_a_client_has_defaults(client_kind: ClientKind, wire: Wire) -> None:
    client = Driver(client_kind, wire, max_retries=omit).client
    assert client.max_retries == 2
    assert client._settings.policy.max_wait == 60
    assert client.timeout == httpx.Timeout(60, connect=5)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        (httpx.Timeout(9, read=1), httpx.Timeout(9, read=1)),
        (None, httpx.Timeout(None)),
        (5, httpx.Timeout(60, connect=5)),
    ],
)
def test_a_given_http_client_keeps_a_timeout_of_its_own(
    given: Any, used: httpx.Timeout, client_kind: ClientKind, wire: Wire
) -> None:
    assert Driver(client_kind, wire, http={"timeout": given}).client.timeout == used


@pytest.mark.parametrize("name", ["with_options", "copy"])
async def test_a_copy_has_other_settings_and_leaves_its_parent_alone(
    name: str, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(
        client_kind,
        wire,
        max_retries=5,
        timeout=9,
        default_headers={"X-Both": "parent", "X-Parent": "a"},
        default_query={"both": "parent", "parent": "a"},
    )
    parent = driver.client
    copy = getattr(parent, name)(
        timeout=1,
        max_retries=0,
        max_retry_wait=7,
        max_body_size=9000,
        default_headers={"x-both": "copy", "X-Copy": "b"},
        default_query={"both": "copy", "copy": True},
    )
    assert type(copy) is type(parent)
    assert (copy.timeout, copy.max_retries, copy._settings.policy.max_wait) == (1, 0, 7)
    assert (parent.timeout, parent.max_retries, parent._settings.policy.max_wait) == (9, 5, 60)
    assert (copy._settings.max_body_size, parent._settings.max_body_size) == (9000, 2**26)
    assert copy.base_url == parent.base_url
    wire.will(envelope(_PET), envelope(_PET))
    await _with(driver, copy).read()
    await driver.read()
    ours, theirs = wire.requests
    assert dict(ours.url.params) == {"both": "copy", "parent": "a", "copy": "true"}
    assert dict(theirs.url.params) == {"both": "parent", "parent": "a"}
    names = ("x-both", "x-parent", "x-copy")
    assert [ours.headers.get_list(each) for each in names] == [["copy"], ["a"], ["b"]]
    assert [theirs.headers.get_list(each) for each in names] == [["parent"], ["a"], []]
    assert wire.credentials[0] == wire.credentials[1] != {}


def test_a_copy_of_a_copy_keeps_omitted_settings(client_kind: ClientKind, wire: Wire) -> None:
    first = Driver(client_kind, wire).client.with_options(
        timeout=None, max_retries=4, max_retry_wait=1
    )
    second = first.with_options()
    assert (second.timeout, second.max_retries) == (None, 4)
    assert second._settings == first._settings


@pytest.mark.parametrize("settings", [{"max_retries": 1, "max_retry_wait": 0}])
async def test_a_copy_has_its_own_max_retries(
    settings: dict[str, Any], client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire)
    wire.will(*many(3, lambda: httpx.Response(503)))
    for each, attempts in ((driver.client.with_options(**settings), 2), (driver.client, 1)):
        with pytest.raises(InternalServerError) as caught:
            await _with(driver, each).read()
        assert caught.value.attempts == attempts


@pytest.mark.parametrize("name", ["accept", "ACCEPT", "user-agent", "User-AGENT", "x-mine"])
async def test_a_header_is_the_calls_or_the_clients(
    name: str, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire, default_headers={name: "client"})
    wire.will(envelope(_PET), envelope(_PET))
    await driver.read()
    await driver.read(extra_headers={name.swapcase(): "call"})
    assert [each.headers.get_list(name) for each in wire.requests] == [["client"], ["call"]]


async def test_a_query_parameter_is_the_calls_or_the_clients(
    client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire, default_query={"search": "client", "flag": True, "n": 1.5})
    wire.will(*many(3, lambda: envelope([])))
    await driver.list()
    await driver.list({"search": "argument"})
    await driver.list({"search": "argument"}, extra_query={"search": "extra", "n": 2})
    assert [str(each.url.params) for each in wire.requests] == [
        "search=client&flag=true&n=1.5",
        "search=argument&flag=true&n=1.5",
        "search=extra&flag=true&n=2",
    ]


async def test_extra_arguments_may_be_none(driver: Driver, wire: Wire) -> None:
    wire.will(envelope([]))
    await driver.list(extra_headers=None, extra_query=None)
    assert wire.requests[0].url.query == b""


_CREDENTIAL_HEADERS = [scheme.header for schemes in SECURITY for scheme in schemes]


@pytest.mark.parametrize("name", [*_CREDENTIAL_HEADERS, "authorization", "X-AUTH-KEY"])
@pytest.mark.parametrize("credentials", [None, PAIR], ids=["token", "pair"])
async def test_a_header_that_carries_credentials_is_refused(
    name: str, credentials: dict[str, str | None] | None, client_kind: ClientKind, wire: Wire
) -> None:
    headers = {"X-Mine": "a", name: "mine"}
    refusal = f"may not contain {name}: it carries credentials"
    with pytest.raises(ValueError, match=f"^`default_headers` {refusal}$"):
        Driver(client_kind, wire, credentials, default_headers=headers)
    driver = Driver(client_kind, wire, credentials)
    with pytest.raises(ValueError, match=f"^`default_headers` {refusal}$"):
        driver.client.with_options(default_headers=headers)
    with pytest.raises(ValueError, match=f"^`extra_headers` {refusal}$"):
        await driver.read(extra_headers=headers)


_BAD_NUMBERS: list[dict[str, Any]] = [
    {"max_retries": -1},
    {"max_retry_wait": -0.1},
    {"max_retry_wait": _NAN},
    {"max_body_size": -1},
]


@pytest.mark.parametrize("settings", _BAD_NUMBERS, ids=repr)
def test_a_number_out_of_bounds_is_refused(
    settings: dict[str, Any], client_kind: ClientKind, wire: Wire
) -> None:
    (name,) = settings
    client = Driver(client_kind, wire).client
    for make in (
        lambda: Driver(client_kind, wire, **settings),
        lambda: client.with_options(**settings),
    ):
        with pytest.raises(ValueError, match=f"^Expected `{name}` to be at least 0 but received"):
            make()


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("max_retries", None, "an integer, not NoneType"),
        ("max_retries", "2", "an integer, not str"),
        ("max_retries", 1.5, "an integer, not float"),
        ("max_retries", True, "an integer, not bool"),
        ("max_retry_wait", None, "a number, not NoneType"),
        ("max_retry_wait", "5", "a number, not str"),
        ("max_retry_wait", False, "a number, not bool"),
        ("max_body_size", None, "an integer, not NoneType"),
        ("max_body_size", 1e6, "an integer, not float"),
        ("deadline", "5", "a number, not str"),
        ("deadline", True, "a number, not bool"),
        ("timeout", "5", "a number, not str"),
        ("timeout", True, "a number, not bool"),
        ("timeout", httpx.Timeout(5, pool=False), "a number, not bool"),
    ],
)
async def test_a_number_of_another_type_is_refused(
    name: str, value: Any, wanted: str, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire)
    problem = f"^`{name}` must be {wanted}$"
    with pytest.raises(TypeError, match=problem):
        Driver(client_kind, wire, **{name: value})
    with pytest.raises(TypeError, match=problem):
        driver.client.with_options(**{name: value})
    if name == "timeout":
        with pytest.raises(TypeError, match=problem):
            await driver.read(timeout=value)


@pytest.mark.parametrize(
    ("timeout", "bound"),
    [
        (0, "above 0"),
        (0.0, "above 0"),
        (-0.0, "above 0"),
        (httpx.Timeout(5, connect=0), "above 0"),
        (httpx.Timeout(None, pool=0), "above 0"),
        (-1, "at least 0"),
        (_NAN, "at least 0"),
        (httpx.Timeout(5, pool=-1), "at least 0"),
        (httpx.Timeout(5, read=_NAN), "at least 0"),
        (float("inf"), "at most 2147483"),
        (2**32 / 1000, "at most 2147483"),
        (10**10, "at most 2147483"),
        (httpx.Timeout(5, read=1e10), "at most 2147483"),
    ],
    ids=repr,
)
async def test_a_timeout_that_a_socket_cannot_wait_is_refused(
    timeout: Any, bound: str, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire)
    problem = f"^Expected `timeout` to be {bound} but received"
    with pytest.raises(ValueError, match=problem):
        Driver(client_kind, wire, timeout=timeout)
    with pytest.raises(ValueError, match=problem):
        driver.client.with_options(timeout=timeout)
    with pytest.raises(ValueError, match=problem):
        await driver.read(timeout=timeout)


@pytest.mark.parametrize(
    ("deadline", "bound"),
    [(0, "above 0"), (-1, "at least 0"), (_NAN, "at least 0"), (1e10, "at most")],
)
def test_a_deadline_is_bounded(
    deadline: float, bound: str, client_kind: ClientKind, wire: Wire
) -> None:
    client = Driver(client_kind, wire).client
    with pytest.raises(ValueError, match=f"^Expected `deadline` to be {bound}"):
        client.with_options(deadline=deadline)


def test_a_wait_before_a_retry_is_bounded(client_kind: ClientKind, wire: Wire) -> None:
    for wait in (float("inf"), 1e10):
        with pytest.raises(ValueError, match=r"^Expected `max_retry_wait` to be at most 2147483 "):
            Driver(client_kind, wire, max_retry_wait=wait)


@pytest.mark.parametrize(
    ("options", "problem"),
    [({"timeout": -1}, "`timeout`"), ({"extra_headers": {"Authorization": "a"}}, "Authorization")],
)
@pytest.mark.parametrize("name", ["request", "request_page", "paginate", "stream"])
def test_options_are_checked_at_the_call_not_when_it_is_awaited(
    options: Any, problem: str, name: str, wire: Wire
) -> None:
    arguments = {**_ARGUMENTS, "page": None, "per_page": None, "search": None}
    operation = READ if name in ("request", "stream") else LIST
    with pytest.raises(ValueError, match=problem):
        getattr(Driver(ASYNC, wire).client, f"__client_{name}__")(
            Call(operation, arguments, options)
        )


async def test_a_calls_timeout_is_for_that_call(client_kind: ClientKind, wire: Wire) -> None:
    driver = Driver(client_kind, wire, timeout=9)
    wire.will(*many(3, lambda: envelope(_PET)))
    for options in ({"timeout": 0.5}, {"timeout": None}, {}):
        await driver.read(**options)
    reads = [each.extensions["timeout"]["read"] for each in wire.requests]
    assert reads == [0.5, None, 9]


async def test_an_http_client_of_the_wrong_kind_is_refused(
    client_kind: ClientKind, wire: Wire
) -> None:
    other = client_kind.choose(ASYNC, SYNC)
    wanted = client_kind.choose("Client", "AsyncClient")
    for wrong, name in ((other.http(), None), (object(), "object"), (False, "bool")):
        given = name or type(wrong).__name__
        with pytest.raises(
            TypeError, match=f"^`http_client` must be an httpx.{wanted}, not {given}$"
        ):
            Driver(client_kind, wire, http_client=wrong)
