"""The envelope around every answer."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import replace
from typing import Any

import httpx
import pytest

from cloudflare_api_core import (
    APIError,
    APIResponseValidationError,
    APIStatusError,
    ErrorData,
    ErrorSource,
    Model,
    UnsuccessfulResponseError,
    anything,
    array,
    field,
    model,
    nested,
    nothing,
    nullable,
    text,
)

from .support import READ, Driver, Pet, Wire, envelope

pytestmark = pytest.mark.anyio

_ARGUMENTS = {"owner": "o", "id": "i"}
_WHERE = " (GET /owners/o/pets/i)"
_DEEP = b"[" * 200_000 + b"]" * 200_000
_PET = b'{"success": true, "result": {"id": "a", "x": {}}}'

_NO_ENVELOPES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "0 bytes, not JSON (application/json)"),
    "html": (b"<html>", "6 bytes, not JSON (application/json)"),
    "truncated": (b'{"success": tr', "14 bytes, not JSON (application/json)"),
    "two documents": (b'{"success": true} {}', "20 bytes, not JSON (application/json)"),
    "deep without end": (b"[" * 200_000, "200000 bytes, not JSON (application/json)"),
    "deep objects": (
        b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
        "1200001 bytes, not JSON (application/json)",
    ),
    "NaN": (b'{"success": true, "result": NaN}', "32 bytes, not JSON (application/json)"),
    "infinity": (b'{"success": true, "x": -Infinity}', "33 bytes, not JSON (application/json)"),
    "number without end": (b'{"x": 1e999999999}', "18 bytes, not JSON (application/json)"),
    "no utf-8": (b'{"success": "\xff"}', "16 bytes, not JSON (application/json)"),
    "deep": (_DEEP, "400000 bytes, not JSON (application/json)"),
    "deep below success": (
        b'{"success": true, "result": ' + _DEEP + b"}",
        "400029 bytes, not JSON (application/json)",
    ),
    "list": (b"[]", "an array"),
    "null": (b"null", "null"),
    "true": (b"true", "True"),
    "number": (b"5", "5"),
    "text": (b'"a\\nb"', r"'a\nb'"),
    "long text": (b'"' + b"a" * 99 + b'"', "'" + "a" * 56 + "..."),
    "no success": (b'{"result": {"id": "a"}}', "no reason given"),
    "nothing": (b"{}", "no reason given"),
}


@pytest.mark.parametrize("body", _NO_ENVELOPES)
async def test_a_success_without_envelope_raises(body: str, driver: Driver, wire: Wire) -> None:
    content, received = _NO_ENVELOPES[body]
    headers = {"Content-Type": "application/json"}
    for method in (driver.read, driver.list):
        wire.will(httpx.Response(200, content=content, headers=headers))
        with pytest.raises(APIResponseValidationError) as caught:
            await method()
        assert str(caught.value).startswith(
            f"200 OK: expected Cloudflare's envelope but received {received} (GET /owners/o/pets"
        )
        assert len(str(caught.value).splitlines()) == 1, method
        assert caught.value.request is not None, method
        assert caught.value.__cause__ is None, method
        assert caught.value.__context__ is None, method


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (_PET, "text/html"),
        (_PET, "application/json; charset=utf-16"),
        (_PET, "application/json; charset=no-such"),
        (_PET.decode().encode("utf-16"), "application/json; charset=utf-16"),
        (b"\xef\xbb\xbf" + _PET, "application/json"),
        (_PET.replace(b"{}", b"[" * 900 + b"]" * 900), "application/json"),
    ],
    ids=["html said", "utf-16 said", "no such charset", "utf-16", "byte order mark", "deep"],
)
async def test_an_envelope_is_read_with_any_content_type(
    content: bytes, kind: str, driver: Driver, wire: Wire
) -> None:
    wire.will(httpx.Response(200, content=content, headers={"Content-Type": kind}))
    assert (await driver.read()).parsed.id == "a"


@pytest.mark.parametrize("success", [False, None, 0, 1, "true", [], {}])
@pytest.mark.parametrize("status", [200, 201])
async def test_a_success_must_be_true(
    success: object, status: int, driver: Driver, wire: Wire
) -> None:
    body = {"success": success, "result": {"id": "a"}, "errors": [{"code": 5, "message": "no"}]}
    wire.will(httpx.Response(status, json=body))
    with pytest.raises(UnsuccessfulResponseError) as caught:
        await driver.read()
    assert caught.value.body == body
    assert ": [5] no (GET" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (_DEEP, {}),
        (b'{"errors": ' + b"[" * 900 + b"]" * 900 + b"}", {}),
        (b'{"errors": [{"source": ' + b'{"a":' * 900 + b"1" + b"}" * 901 + b"]}", {}),
        (json.dumps({"errors": [{"message": "a " * 9999}] * 99}).encode(), {}),
        (b'{"errors": [{"message": "a\\r\\nb\\u2028c\\u001b[31m"}]}', {}),
        (b"x", {"CF-RAY": b"a\tb\x85" + b"c" * 5000}),
        (b"x", {"Content-Type": b"\xff\tb" + b"c" * 5000}),
    ],
    ids=["deep", "less deep", "deep source", "endless", "escapes", "odd ray", "odd type"],
)
async def test_an_error_is_a_printable_line_whatever_it_is_made_of(
    content: bytes, headers: Any, driver: Driver, wire: Wire
) -> None:
    wire.will(httpx.Response(500, content=content, headers=headers))
    with pytest.raises(APIStatusError) as caught:
        await driver.read()
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 2000
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


async def test_a_failing_status_is_a_failure_with_any_body(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(500, json={"success": True, "result": {"id": "a"}}))
    with pytest.raises(APIStatusError):
        await driver.read()


@pytest.mark.parametrize("charset", ["hex", "undefined", "idna", "rot13", "nonsense", "utf-16"])
async def test_an_unknown_character_set_of_an_error_page_is_harmless(
    charset: str, driver: Driver, wire: Wire
) -> None:
    headers = {"Content-Type": f"text/html; charset={charset}"}
    wire.will(httpx.Response(502, content=b"<p>\xff", headers=headers))
    with pytest.raises(APIStatusError, match="4 bytes, not JSON") as caught:
        await driver.read()
    assert caught.value.body == "<p>\ufffd"


_ERRORS: dict[str, tuple[object, list[tuple[int | None, str | None]], str]] = {
    "null": (None, [], "no reason given"),
    "object": ({"code": 1}, [], "no reason given"),
    "text": ("no", [], "no reason given"),
    "number": (5, [], "no reason given"),
    "true": (True, [], "no reason given"),
    "empty": ([], [], "no reason given"),
    "no objects": ([None, 5, "no", [], True], [], "no reason given"),
    "one object": ([None, {"code": 7, "message": "no"}], [(7, "no")], "[7] no"),
    "no code": ([{"message": "no"}], [(None, "no")], "no"),
    "no message": ([{"code": 7}], [(7, None)], "[7] no message"),
    "empty message": ([{"code": 7, "message": ""}], [(7, "")], "[7] no message"),
    "nothing": ([{}], [(None, None)], "no message"),
    "nulls": ([{"code": None, "message": None, "source": None}], [(None, None)], "no message"),
    "wrong types": ([{"code": "7", "message": ["no"]}], [(None, None)], "no message"),
    "wrong code": ([{"code": [7], "message": "no"}], [(None, "no")], "no"),
    "wrong source": ([{"code": 7, "message": "no", "source": "a"}], [(7, "no")], "[7] no"),
    "float code": ([{"code": 7.0, "message": "no"}], [(7, "no")], "[7] no"),
    "two": (
        [{"code": 7, "message": "a"}, {"code": 8}],
        [(7, "a"), (8, None)],
        "[7] a; [8] no mess",
    ),
    "path": (
        [{"code": 7, "message": "no", "path": ["body", "legs", 0]}],
        [(7, "no")],
        "[7] no at body.legs.0 (",
    ),
    "odd path": (
        [{"code": 7, "message": "no", "path": ["a\nb", None]}],
        [(7, "no")],
        "[7] no at a b.",
    ),
    "no path": ([{"code": 7, "message": "no", "path": []}], [(7, "no")], "[7] no ("),
    "text for a path": ([{"code": 7, "message": "no", "path": "a"}], [(7, "no")], "[7] no ("),
    "newlines": ([{"code": 7, "message": "a\n b\r\n"}], [(7, "a\n b\r\n")], "[7] a b"),
    "long": ([{"code": 7, "message": "ab" * 999}], [(7, "ab" * 999)], f"[7] {'ab' * 250} ("),
}


@pytest.mark.parametrize("name", _ERRORS)
async def test_unreadable_members_of_errors_are_none(name: str, driver: Driver, wire: Wire) -> None:
    errors, read, said = _ERRORS[name]
    for status in (200, 400, 530):
        wire.will(httpx.Response(status, json={"success": False, "errors": errors}))
        with pytest.raises(APIStatusError) as caught:
            await driver.read()
        assert re.match(rf"{status}[ a-zA-Z]*: {re.escape(said)}", str(caught.value))
        assert [(error.code, error.message) for error in caught.value.errors] == read, status
        assert caught.value.body == {"success": False, "errors": errors}, status
        assert len(str(caught.value).splitlines()) == 1, status


async def test_the_first_of_very_many_errors_are_read(driver: Driver, wire: Wire) -> None:
    path = ["a"] * 1000
    errors = [{"code": number, "message": " ", "path": path} for number in range(3)]
    errors += [{"code": 0}] * 2000
    wire.will(httpx.Response(400, json={"success": False, "errors": errors}))
    with pytest.raises(APIStatusError, match=r"^400 Bad Request: \[0\]  at a\.a") as caught:
        await driver.read()
    assert len(caught.value.errors) == 1000
    assert [error.code for error in caught.value.errors[:4]] == [0, 1, 2, 0]
    assert caught.value.body == {"success": False, "errors": errors}
    assert len(str(caught.value)) < 1200


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ({"error": "refused\nby a cat"}, "refused by a cat"),
        ({"status": "stale", "error": "refused"}, "stale: refused"),
        ({"status": "stale", "error": None}, "stale"),
        ({"status": 5, "error": ""}, "no reason given"),
        ({"error": {"a": 1}}, "no reason given"),
        ("no object", "no reason given"),
    ],
)
async def test_the_error_in_a_result_is_in_the_message(
    result: object, said: str, driver: Driver, wire: Wire
) -> None:
    wire.will(httpx.Response(200, json={"success": False, "result": result}))
    with pytest.raises(UnsuccessfulResponseError, match=rf"^200 without success: {said} \(GET"):
        await driver.read()


async def test_an_error_keeps_unknown_members(driver: Driver, wire: Wire) -> None:
    said = {"code": 6003, "source": {"pointer": "/a"}, "error_chain": [{"code": 6111}]}
    wire.will(httpx.Response(400, json={"success": False, "errors": [said]}))
    with pytest.raises(APIStatusError) as caught:
        await driver.read()
    (error,) = caught.value.errors
    assert error == ErrorData(
        6003, source=ErrorSource("/a"), additional_properties={"error_chain": [{"code": 6111}]}
    )


async def test_only_a_403_names_the_permissions(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(403), httpx.Response(401), httpx.Response(403))
    messages: list[str] = []
    for operation in (READ, READ, replace(READ, permissions=())):
        with pytest.raises(APIStatusError) as caught:
            await driver.request(operation, _ARGUMENTS)
        messages.append(str(caught.value))
    assert ["permissions" in message for message in messages] == [True, False, False]
    needed = (
        "; needs one of the permissions Pets Write, Pets Read, or the account lacks the product"
    )
    assert messages[0].endswith(needed)


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        ({}, "result.id: expected a string but received "),
        ({"id": None}, "result.id: expected a string but received null"),
        ({"id": 5}, "result.id: expected a string but received 5"),
        (None, "result: expected an object but received null"),
        ([], "result: expected an object but received an array"),
        ("a", "result: expected an object but received 'a'"),
    ],
)
async def test_a_result_of_the_wrong_shape_names_the_place(
    result: object, problem: str, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope(result))
    with pytest.raises(APIResponseValidationError) as caught:
        await driver.read()
    assert str(caught.value).startswith(f"200 OK: {problem}")
    assert str(caught.value).endswith(_WHERE)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("", "result: expected an array but received ''"),
        (0, "result: expected an array but received 0"),
        (False, "result: expected an array but received False"),
        ({}, "result: expected an array but received an object"),
        ([{"id": "a"}, {"id": 5}], "result[1].id: expected a string but received 5"),
        ([None], "result[0]: expected an object but received null"),
    ],
)
async def test_rows_of_the_wrong_shape_name_the_place(
    rows: object, problem: str, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope(rows))
    with pytest.raises(APIResponseValidationError, match=re.escape(problem)):
        await driver.list()


@model
class _Link(Model):
    next: _Link | None = field(nested(lambda: _Link), default=None)


async def test_a_chain_of_models_deeper_than_python_recurses_is_refused(
    driver: Driver, wire: Wire
) -> None:
    decoder: Any = nested(lambda: _Link)
    chain = '{"next": ' * 900 + "null" + "}" * 900
    wire.will(httpx.Response(200, content=f'{{"success": true, "result": {chain}}}'))
    with pytest.raises(APIResponseValidationError, match=r"^200 OK: result: nested too") as caught:
        await driver.request(replace(READ, result=decoder), _ARGUMENTS)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "body", [{"success": True}, {"success": True, "result": None}, {"success": True, "result": []}]
)
async def test_absent_or_null_rows_read_as_an_empty_list(
    body: dict[str, object], driver: Driver, wire: Wire
) -> None:
    wire.will(httpx.Response(200, json=body))
    assert (await driver.list()).result == []


@pytest.mark.parametrize("info", [None, [], "a", 5, False])
async def test_result_info_of_the_wrong_shape_reads_as_none(
    info: object, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope([{"id": "a"}], result_info=info))
    assert (await driver.list()).result_info is None


async def test_unreadable_members_of_result_info_are_none(driver: Driver, wire: Wire) -> None:
    info: dict[str, object] = {
        "page": "a",
        "per_page": None,
        "count": 1.0,
        "total_pages": [],
        "cursor": "x",
    }
    wire.will(envelope([{"id": "a"}], result_info=info))
    read = (await driver.list()).result_info
    assert (read.page, read.per_page, read.count) == (None, None, 1)
    assert (read.total_count, read.total_pages) == (None, None)
    assert read.to_dict() == info


@pytest.mark.parametrize(
    ("decoder", "body", "result"),
    list[tuple[Any, dict[str, Any], Any]](
        [
            (array(text), {}, []),
            (array(text), {"result": None}, []),
            (array(text), {"result": ["a"]}, ["a"]),
            (nullable(text), {"result": None}, None),
            (anything, {"result": [{}]}, [{}]),
            (anything, {}, None),
            (nothing, {"result": {"id": "a"}}, None),
            (nothing, {}, None),
            (text, {"result": "half a pair: \ud83d"}, "half a pair: \ud83d"),
        ]
    ),
)
async def test_a_result_reads_as_the_contract_says(
    decoder: Any, body: dict[str, object], result: object, driver: Driver, wire: Wire
) -> None:
    wire.will(httpx.Response(200, content=json.dumps({"success": True, **body})))
    answer = await driver.request(replace(READ, result=decoder), _ARGUMENTS)
    assert answer.parsed == result


async def test_an_empty_response_is_valid_if_the_result_is_nothing(
    driver: Driver, wire: Wire
) -> None:
    decoder: Any = nothing
    operation = replace(READ, result=decoder)
    wire.will(httpx.Response(204), httpx.Response(304))
    assert (await driver.request(operation, _ARGUMENTS)).parsed is None
    with pytest.raises(APIError):
        await driver.request(operation, _ARGUMENTS)


async def test_messages_and_unknown_members_do_no_harm(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": "a"}, errors=None, messages=[{"code": 10000, "type": None}], x=[]))
    assert (await driver.read()).parsed == Pet(id="a")


async def test_an_error_message_has_retry_after(driver: Driver, wire: Wire) -> None:
    wire.will(httpx.Response(429, headers={"Retry-After": "500"}), httpx.Response(404))
    messages: list[str] = []
    for _ in range(2):
        with pytest.raises(APIStatusError) as caught:
            await driver.request(READ, _ARGUMENTS)
        messages.append(str(caught.value))
    assert messages[0].endswith("; retry after 500 s")
    assert "tried again" not in messages[1]
