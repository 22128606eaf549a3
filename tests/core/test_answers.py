"""Answers of other forms than an envelope: bare JSON, text and bytes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from cloudflare_api_core import (
    APIResponseValidationError,
    Call,
    NotFoundError,
    Operation,
    UnsuccessfulResponseError,
    binary,
    integer,
    nested,
    nothing,
    text,
)
from cloudflare_api_core import envelope as envelope_module
from tests.clients import settled

from .support import Body, Driver, Pet, Wire, envelope

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("waits")]

_PHOTO = b"\x89PNG\xff"


def _operation(answer: Any, result: Any, **more: Any) -> Operation[Any]:
    return Operation(id="op", method="GET", path="/x", answer=answer, result=result, **more)


_JSON = _operation("json", nested(lambda: Pet))
_TEXT = _operation("text", text, accept="text/csv")
_BINARY = _operation("binary", binary, accept="image/png")


async def test_bare_json_is_the_result(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(200, json={"id": "a", "success": True}))
    assert (await driver.request(_JSON, {})).parsed.id == "a"
    assert wire.requests[0].headers["accept"] == "application/json"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{}", "200 OK: id: expected a string but received nothing"),
        (b'{"id": [5]}', "200 OK: id: expected a string but received an array"),
        (b"[]", "200 OK: expected an object but received an array"),
        (b"a,b", "200 OK: expected JSON but received 3 bytes, not JSON (no content type)"),
        (b"", "200 OK: expected JSON but received 0 bytes, not JSON (no content type)"),
    ],
)
async def test_bare_json_of_the_wrong_shape_names_the_place(
    content: bytes, problem: str, driver: Driver, wire: Wire
) -> None:
    wire.will(httpx.Response(200, content=content))
    with pytest.raises(APIResponseValidationError) as caught:
        await driver.request(_JSON, {})
    assert str(caught.value).startswith(problem)


async def test_text_is_the_result_whatever_its_bytes_are(driver: Driver, wire: Wire) -> None:
    content = "a,b\nü".encode() + b"\xff"
    wire.will(httpx.Response(200, content=content, headers={"content-type": "text/csv; charset=x"}))
    response = await driver.request(_TEXT, {})
    assert (response.parsed, response.content) == ("a,b\nü\ufffd", content)
    assert wire.requests[0].headers["accept"] == "text/csv"


async def test_bytes_are_the_result(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(200, content=_PHOTO), httpx.Response(200, content=b""))
    assert (await driver.request(_BINARY, {})).parsed == _PHOTO
    assert (await driver.request(_BINARY, {})).parsed == b""
    assert wire.requests[0].headers["accept"] == "image/png"


async def test_another_media_type_can_be_asked_for(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(200, content=_PHOTO))
    await driver.request(_BINARY, {}, extra_headers={"accept": "image/jpeg"})
    assert wire.requests[0].headers["accept"] == "image/jpeg"


@pytest.mark.parametrize("operation", [_JSON, _TEXT, _BINARY])
async def test_an_envelope_that_reports_a_failure_is_one(
    operation: Operation[Any], driver: Driver, wire: Wire
) -> None:
    said = {"success": False, "errors": [{"code": 7, "message": "gone"}]}
    wire.will(httpx.Response(200, json=said), httpx.Response(404, json=said))
    for error in (UnsuccessfulResponseError, NotFoundError):
        with pytest.raises(error, match=r"\[7\] gone"):
            await driver.request(operation, {})


async def test_json_can_be_the_text_or_the_bytes_asked_for(driver: Driver, wire: Wire) -> None:
    for content in (b'{"a": 1}', b'{"success": true}', b"{"):
        headers = {"content-type": "application/json"}
        wire.will(*(httpx.Response(200, content=content, headers=headers) for _ in range(2)))
        assert (await driver.request(_BINARY, {})).parsed == content
        assert (await driver.request(_TEXT, {})).parsed == content.decode()


async def test_large_json_is_not_parsed_where_text_or_bytes_are_asked_for(
    driver: Driver, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(envelope_module, "parse_json", None)
    content = b"[" + b"0," * 10 + b"0]"
    client = driver.client.with_options(max_body_size=100)
    for operation, read in ((_BINARY, content), (_TEXT, content.decode())):
        wire.will(
            httpx.Response(200, content=content, headers={"content-type": "application/json"})
        )
        answer = await settled(client.__client_request__(Call(operation, {}, {})))
        assert answer.parsed == read


async def test_bytes_have_a_largest_size(driver: Driver, wire: Wire) -> None:
    wire.will(Body(b"a" * 11).answer())
    client = driver.client.with_options(max_body_size=10)
    with pytest.raises(APIResponseValidationError, match="larger than the 10 bytes"):
        await settled(client.__client_request__(Call(_BINARY, {}, {})))


async def test_a_status_can_have_a_result_of_its_own(driver: Driver, wire: Wire) -> None:
    others: Any = {202: integer, 204: nothing}
    operation = _operation("envelope", nested(lambda: Pet), results=others)
    accepted = httpx.Response(202, json={"success": True, "result": 5})
    wire.will(envelope({"id": "a"}), accepted, httpx.Response(204))
    results = [(await driver.request(operation, {})).parsed for _ in range(3)]
    assert results == [Pet(id="a"), 5, None]
