"""Request bodies: their content, their retries, and their reprs."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import Any

import httpx
import pytest

from cloudflare_api_core import (
    APIConnectionError,
    BadRequestError,
    Model,
    NotFoundError,
    Operation,
    Parameter,
    Rule,
    array,
    field,
    model,
    nested,
    nothing,
    omit,
    text,
)
from tests.clients import ClientKind

from .support import Driver, Pet, Wire, envelope

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("waits")]

_OWNER = Parameter("string", "owner", "path", required=True)
_UPDATE = Operation(
    id="updatePet",
    method="PUT",
    path="/owners/{owner}/pets",
    parameters=(
        _OWNER,
        Parameter("string", "name", "body", nullable=True),
        Parameter("string", "chip_key", "body", name="chip-key", secret=True),
    ),
    result=nested(lambda: Pet),
)
_DELETE = Operation(
    id="deletePet",
    method="DELETE",
    path="/owners/{owner}/pets",
    parameters=(_OWNER,),
    result=nested(lambda: Pet),
)


@model
class _Tree(Model):
    a: _Tree | None = field(
        nested(lambda: _Tree),
        default=None,
        rule=Rule("object", model=lambda: _Tree),
    )


_SECRET = "chip-4711"
_NOTHING = {"owner": "o", "name": omit, "chip_key": omit}


@pytest.mark.parametrize(
    ("given", "options", "sent"),
    [
        ({}, {}, {}),
        ({"name": None}, {}, {"name": None}),
        ({"name": "Ada ü", "chip_key": "k"}, {}, {"name": "Ada ü", "chip-key": "k"}),
        ({"name": "a"}, {"extra_body": {"name": "b", "new": 1}}, {"name": "b", "new": 1}),
        ({"name": "a"}, {"extra_body": None}, {"name": "a"}),
    ],
)
async def test_body_arguments_are_sent_as_json(
    given: dict[str, object],
    options: dict[str, object],
    sent: dict[str, object],
    driver: Driver,
    wire: Wire,
) -> None:
    wire.will(envelope({"id": "a"}))
    await driver.request(_UPDATE, _NOTHING | given, **options)
    (request,) = wire.requests
    assert json.loads(request.content) == sent
    assert request.headers["content-type"] == "application/json"
    assert request.headers["content-length"] == str(len(request.content))


async def test_a_request_without_body_has_no_content_type(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": "a"}))
    await driver.request(_DELETE, {"owner": "o"})
    assert wire.requests[0].content == b""
    assert "content-type" not in wire.requests[0].headers


async def test_the_type_of_the_body_can_be_replaced(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": "a"}))
    headers = {"content-type": "application/merge-patch+json"}
    await driver.request(_UPDATE, _NOTHING, extra_headers=headers)
    assert wire.requests[0].headers.get_list("content-type") == [*headers.values()]


def _loop() -> dict[str, object]:
    loop: dict[str, object] = {}
    loop["a"] = loop
    return loop


@pytest.mark.parametrize("value", [object(), {1}, float("nan"), "\ud800", _loop()])
async def test_a_body_that_json_cannot_hold_is_not_sent(value: object, driver: Driver) -> None:
    with pytest.raises(ValueError, match=r"^Expected `extra_body\['a'\]` to be a value that JSON"):
        await driver.request(_UPDATE, _NOTHING, extra_body={"a": value})
    write = replace(_UPDATE, parameters=(Parameter("object", "from_", "body", name="from"),))
    with pytest.raises(ValueError, match=r"^Expected `from_` to be a value that JSON can hold: "):
        await driver.request(write, {"from_": {"a": value}})


async def test_an_extra_body_is_a_mapping(driver: Driver) -> None:
    with pytest.raises(TypeError, match=r"^`extra_body` must be a mapping, not list$"):
        await driver.request(_UPDATE, _NOTHING, extra_body=[1])


async def test_arguments_that_hold_themselves_are_not_sent(driver: Driver) -> None:
    tree = Parameter("object", "tree", "body", model=lambda: _Tree)
    plant = Operation(
        id="plant", method="POST", path="/trees", parameters=(tree,), result=nested(lambda: Pet)
    )
    with pytest.raises(ValueError, match=r"^Expected `tree` to be nested less deeply$"):
        await driver.request(plant, {"tree": {"a": _loop()["a"]}})
    grown = _Tree()
    grown.a = grown
    with pytest.raises(ValueError, match=r"^Expected `tree` to be nested less deeply$"):
        await driver.request(plant, {"tree": grown})


async def test_a_retry_sends_the_whole_body(client_kind: ClientKind, wire: Wire) -> None:
    wire.will(httpx.Response(500), httpx.ReadError("reset"), envelope({"id": "a"}))
    driver = Driver(client_kind, wire, max_retries=2)
    await driver.request(_UPDATE, _NOTHING | {"chip_key": _SECRET})
    assert [json.loads(r.content) for r in wire.requests] == [{"chip-key": _SECRET}] * 3


async def test_an_error_holds_no_secret_of_the_request_body(driver: Driver, wire: Wire) -> None:
    refusal = httpx.Response(400, json={"success": False, "errors": []})
    wire.will(refusal, httpx.ReadError("reset"))
    for expected in (BadRequestError, APIConnectionError):
        with pytest.raises(expected) as caught:
            await driver.request(_UPDATE, _NOTHING | {"chip_key": _SECRET})
        assert caught.value.request
        assert caught.value.request.method == "PUT"
        assert caught.value.request.content == b""
        assert _SECRET.encode() not in pickle.dumps(caught.value)
    assert all(_SECRET.encode() in request.content for request in wire.requests)


async def test_an_answer_shows_no_secret_that_was_sent(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": "a"}))
    raw = await driver.request(_UPDATE, _NOTHING | {"chip_key": _SECRET})
    assert raw.http_request.content == b""


async def test_a_404_after_a_retried_delete_has_the_attempts(
    client_kind: ClientKind, wire: Wire
) -> None:
    gone = httpx.Response(404, json={"success": False, "errors": [{"code": 7002, "message": "x"}]})
    wire.will(httpx.ReadTimeout("slow"), gone)
    with pytest.raises(NotFoundError) as caught:
        await Driver(client_kind, wire, max_retries=2).request(_DELETE, {"owner": "o"})
    assert caught.value.attempts == 2


@model
class _Collar(Model):
    key: str | None = field(text, default=None, rule=Rule("string", secret=True))


@model
class _Kennel(Model):
    inner: _Kennel | None = field(
        nested(lambda: _Kennel),
        default=None,
        rule=Rule("object", model=lambda: _Kennel),
    )
    collars: list[_Collar] | None = field(
        array(nested(lambda: _Collar)),
        default=None,
        rule=Rule(
            "array",
            items=Rule("object", model=lambda: _Collar),
        ),
    )


@pytest.mark.parametrize("in_list", [False, True])
async def test_an_error_holds_no_nested_secret_of_the_request_body(
    in_list: bool, driver: Driver, wire: Wire
) -> None:
    kennel = Parameter("object", "kennel", "body", model=lambda: _Kennel)
    if in_list:
        kennel = Parameter("array", "kennel", "body", items=kennel)
    build = Operation(
        id="build", method="POST", path="/kennels", parameters=(kennel,), result=_DELETE.result
    )
    given = _Kennel(inner=_Kennel(collars=[_Collar(key=_SECRET)]))
    wire.will(httpx.Response(400, json={"success": False, "errors": []}))
    with pytest.raises(BadRequestError) as caught:
        await driver.request(build, {"kennel": [given] if in_list else given})
    assert caught.value.request
    assert caught.value.request.content == b""
    assert _SECRET.encode() in wire.requests[0].content


def _writing(parameter: Parameter, **more: Any) -> Operation[Any]:
    return Operation(
        id="write", method="PUT", path="/x", parameters=(parameter,), result=nothing, **more
    )


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ([{"key": "k"}, _Collar(key="l")], b'[{"key":"k"},{"key":"l"}]'),
        ((), b"[]"),
        (None, b"null"),
    ],
)
async def test_an_argument_can_be_the_whole_body(
    value: Any, sent: bytes, driver: Driver, wire: Wire
) -> None:
    collars = Rule("object", model=lambda: _Collar)
    whole = Parameter("array", "body", "content", required=True, nullable=True, items=collars)
    wire.will(httpx.Response(200))
    await driver.request(_writing(whole), {"body": value})
    assert wire.requests[0].content == sent
    assert wire.requests[0].headers["content-type"] == "application/json"


async def test_secrets_of_a_whole_body_are_masked(driver: Driver, wire: Wire) -> None:
    whole = Parameter("object", "body", "content", values=Rule("string", secret=True))
    wire.will(httpx.Response(400, json={"success": False, "errors": [{"message": _SECRET}]}))
    with pytest.raises(BadRequestError) as caught:
        await driver.request(_writing(whole), {"body": {"a": _SECRET}})
    assert _SECRET not in str(caught.value)
    with pytest.raises(ValueError, match=r"^Expected `body.a` to be of type string$"):
        await driver.request(_writing(whole), {"body": {"a": [_SECRET]}})


@pytest.mark.parametrize(("value", "sent"), [(b"\xff", b"\xff"), ("ü", "ü".encode()), ("", b"")])
async def test_a_raw_body_is_sent_unchanged(
    value: Any, sent: bytes, driver: Driver, wire: Wire
) -> None:
    whole = Parameter("binary", "body", "content", required=True)
    wire.will(httpx.Response(200))
    await driver.request(_writing(whole, content_type="application/x-ndjson"), {"body": value})
    assert wire.requests[0].content == sent
    assert wire.requests[0].headers["content-type"] == "application/x-ndjson"


async def test_an_optional_whole_body_is_left_out(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(200))
    await driver.request(_writing(Parameter("binary", "body", "content")), {"body": omit})
    assert wire.requests[0].content == b""
    assert "content-type" not in wire.requests[0].headers


@pytest.mark.parametrize(
    ("value", "options", "problem"),
    [
        (omit, {}, "Expected a value for `body` but received omit"),
        (None, {}, "Expected `body` to be of type array but received None"),
        ([float("nan")], {}, "Expected `body` to be a value that JSON can hold: "),
        ([], {"extra_body": {"a": 1}}, "Expected no `extra_body`: the body is one whole value"),
    ],
)
async def test_a_whole_body_that_cannot_be_sent_is_refused(
    value: Any, options: Any, problem: str, driver: Driver
) -> None:
    whole = Parameter("array", "body", "content", required=True, items=Rule("any"))
    with pytest.raises(ValueError, match=f"^{problem}"):
        await driver.request(_writing(whole), {"body": value}, **options)


async def test_an_optional_body_is_left_out_as_a_whole(driver: Driver, wire: Wire) -> None:
    name = Parameter("string", "name", "body", required=True)
    size = Parameter("integer", "size", "body", nullable=True)
    operation = replace(_UPDATE, parameters=(name, size), optional_body=True)
    wire.will(*(envelope({"id": "a"}) for _ in range(2)))
    await driver.request(operation, {"name": omit, "size": omit})
    await driver.request(operation, {"name": "a", "size": None})
    assert [request.content for request in wire.requests] == [b"", b'{"name":"a","size":null}']
    for size_, options in ((None, {}), (omit, {"extra_body": {"a": 1}})):
        with pytest.raises(ValueError, match=r"^Expected a value for `name` but received omit$"):
            await driver.request(operation, {"name": omit, "size": size_}, **options)


_FORM = Operation(
    id="upload",
    method="POST",
    path="/x",
    parameters=(
        Parameter("binary", "file", "form"),
        Parameter("array", "photos", "form", items=Rule("binary")),
        Parameter("integer", "size", "form"),
        Parameter("object", "meta", "form", values=Rule("string", secret=True)),
    ),
    content_type="multipart/form-data",
    optional_body=True,
    result=nothing,
)
_NO_PARTS = {"file": omit, "photos": omit, "size": omit, "meta": omit}


def _parts(request: httpx.Request) -> list[tuple[str, bytes]]:
    """The head of each part, on one line, and its content."""
    _, boundary = request.headers["content-type"].split("boundary=")
    parts = request.content.split(f"--{boundary}".encode())[1:-1]
    split = [part[2:-2].split(b"\r\n\r\n", 1) for part in parts]
    return [(head.decode().replace("\r\n", " "), content) for head, content in split]


async def test_a_form_has_a_part_for_each_value(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(200))
    photos = iter([b"\xff", ("b.png", b"\x00")])
    given: dict[str, Any] = {"file": "text", "photos": photos, "size": 7, "meta": {"a": "b"}}
    await driver.request(_FORM, given)
    disposition, octets = "Content-Disposition: form-data;", "application/octet-stream"
    (request,) = wire.requests
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert _parts(request) == [
        (f'{disposition} name="file"', b"text"),
        (f'{disposition} name="photos"; filename="photos" Content-Type: {octets}', b"\xff"),
        (f'{disposition} name="photos"; filename="b.png" Content-Type: image/png', b"\x00"),
        (f'{disposition} name="size"', b"7"),
        (f'{disposition} name="meta" Content-Type: application/json', b'{"a":"b"}'),
    ]


async def test_a_retry_sends_the_same_form(client_kind: ClientKind, wire: Wire) -> None:
    wire.will(httpx.Response(429), httpx.Response(200))
    await Driver(client_kind, wire, max_retries=1).request(_FORM, _NO_PARTS | {"file": b"a"})
    first, second = wire.requests
    assert first.content == second.content
    assert first.headers["content-type"] == second.headers["content-type"]


async def test_a_form_without_parts_is_not_sent(driver: Driver, wire: Wire) -> None:
    nothing: tuple[dict[str, Any], ...] = ({"size": None}, {"photos": []})
    for given in nothing:
        wire.will(httpx.Response(200))
        await driver.request(_FORM, _NO_PARTS | given)
        assert wire.requests[-1].content == b""
        assert "content-type" not in wire.requests[-1].headers


async def test_an_empty_required_array_of_a_form_is_refused(driver: Driver) -> None:
    photos = Parameter("array", "photos", "form", items=Rule("binary"), required=True)
    with pytest.raises(
        ValueError, match=r"^Expected `photos` to have at least 1 item but received \[\]$"
    ):
        await driver.request(replace(_FORM, parameters=(photos,)), {"photos": []})


@pytest.mark.parametrize(
    ("given", "options", "problem"),
    [
        ({"file": ("a", 5)}, {}, r"`file` to be of type binary but received \('a', 5\)"),
        ({"photos": [b"a", 5]}, {}, r"`photos\[1\]` to be of type binary but received 5"),
        ({"meta": {"a": 4711}}, {}, "`meta.a` to be of type string$"),
        ({}, {"extra_body": {"a": 1}}, "no `extra_body`: the body is a form$"),
    ],
)
async def test_a_part_that_breaks_a_rule_is_refused(
    given: Any, options: Any, problem: str, driver: Driver
) -> None:
    expected = f"^Expected {problem}"
    with pytest.raises(ValueError, match=expected):
        await driver.request(_FORM, _NO_PARTS | given, **options)
