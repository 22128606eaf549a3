"""Exceptions: which is raised, its message, and its pickling."""

from __future__ import annotations

import copy
import pickle
from itertools import cycle
from typing import Any

import httpx
import pytest

import cloudflare_api_core as core
from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    CloudflareError,
    ConfigurationError,
    ConflictError,
    CredentialsError,
    ErrorData,
    ErrorSource,
    InternalServerError,
    NotFoundError,
    PaginationError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
    UnsuccessfulResponseError,
)
from cloudflare_api_core.errors import status_error_class

from .support import Driver, Pet, Wire

pytestmark = pytest.mark.anyio

_TREE: dict[type[Exception], type[Exception]] = {
    CloudflareError: Exception,
    APIError: CloudflareError,
    APIStatusError: APIError,
    BadRequestError: APIStatusError,
    AuthenticationError: APIStatusError,
    PermissionDeniedError: APIStatusError,
    NotFoundError: APIStatusError,
    ConflictError: APIStatusError,
    UnprocessableEntityError: APIStatusError,
    RateLimitError: APIStatusError,
    InternalServerError: APIStatusError,
    UnsuccessfulResponseError: APIStatusError,
    APIConnectionError: APIError,
    APITimeoutError: APIConnectionError,
    APIResponseValidationError: APIError,
    PaginationError: CloudflareError,
    ConfigurationError: CloudflareError,
    CredentialsError: ConfigurationError,
}
_BY_STATUS = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def _expected(status: int) -> type[APIStatusError]:
    return InternalServerError if status >= 500 else _BY_STATUS.get(status, APIStatusError)


def test_the_tree_is_as_drawn() -> None:
    assert {error: error.__base__ for error in _TREE} == _TREE
    public = {getattr(core, name) for name in core.EXPORTS if name.endswith("Error")}
    assert public == _TREE.keys()


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_a_failure_with_a_status_of_success_is_an_unsuccessful_response(status: int) -> None:
    assert status_error_class(status) is UnsuccessfulResponseError


_MESSAGE = "first\nsecond\r\n\tthird\u2028fourth"
_BODIES: dict[str, tuple[dict[str, Any], str, Any]] = {
    "json": (
        {"json": {"success": False, "errors": [{"code": 7003, "message": _MESSAGE}]}},
        "[7003] first second third fourth",
        {"success": False, "errors": [{"code": 7003, "message": _MESSAGE}]},
    ),
    "html": ({"html": "<p>\nbad"}, "7 bytes, not JSON (text/html)", "<p>\nbad"),
    "empty": ({}, "0 bytes, not JSON (no content type)", ""),
}


async def test_every_status_raises_its_error(driver: Driver, wire: Wire) -> None:
    for status, body in zip(range(300, 600), cycle(_BODIES), strict=False):
        content, said, decoded = _BODIES[body]
        headers = {"cf-ray": "8a-FRA", "location": "https://other.example/"}
        wire.will(httpx.Response(status, headers=headers, **content))
        with pytest.raises(CloudflareError) as caught:
            await driver.read()
        error = caught.value
        assert type(error) is _expected(status), status
        assert isinstance(error, APIStatusError)
        assert error.status_code == status
        assert error.ray_id == "8a-FRA"
        assert error.body == decoded
        assert error.request is not None
        assert error.response.request is error.request
        assert error.attempts == 1
        assert [item.code for item in error.errors] == ([7003] if body == "json" else [])
        assert str(error).startswith(f"{status}"), error
        assert f": {said} (GET /owners/o/pets/i, ray 8a-FRA)" in str(error)
        assert len(str(error).splitlines()) == 1
        assert error.__cause__ is None
        assert error.__context__ is None
    assert len(wire.requests) == 300, "none was followed or repeated"


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (404, "404 Not Found: [7002] no such pet (GET /owners/o/pets/i)"),
        (520, "520: [7002] no such pet (GET /owners/o/pets/i)"),
        (
            403,
            "403 Forbidden: [7002] no such pet (GET /owners/o/pets/i); "
            "needs one of the permissions Pets Write, Pets Read, or the account lacks the product",
        ),
    ],
)
async def test_an_error_reads_as_one_line(
    status: int, shown: str, driver: Driver, wire: Wire
) -> None:
    errors = [{"code": 7002, "message": "no such pet"}]
    wire.will(httpx.Response(status, json={"success": False, "errors": errors}))
    with pytest.raises(APIStatusError) as caught:
        await driver.read()
    assert str(caught.value) == shown


def _every_error() -> list[CloudflareError]:
    request = httpx.Request("GET", "https://api.example.com/v4/x", params={"a": "b"})
    data = (ErrorData(1, source=ErrorSource("/a"), additional_properties={"path": ["a"]}),)
    errors: list[CloudflareError] = []
    for cls in _TREE:
        if issubclass(cls, APIStatusError):
            response = httpx.Response(
                418, headers={"cf-ray": "8a"}, json={"result": 5}, request=request
            )
            details: Any = {"response": response, "body": {"result": 5}}
        else:
            details = {}
        if issubclass(cls, APIError):
            details |= {"request": request, "errors": data, "attempts": 3}
        errors.append(cls("what happened", **details))  # type: ignore[arg-type]
    return errors


def _pickled(error: Any) -> Any:
    return pickle.loads(pickle.dumps(error))


@pytest.mark.parametrize("error", _every_error(), ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    "travel", [_pickled, copy.copy, copy.deepcopy], ids=["pickle", "copy", "deepcopy"]
)
def test_every_error_can_be_pickled_and_copied(error: Any, travel: Any) -> None:
    error.add_note("a note")
    twin = travel(error)
    assert type(twin) is type(error)
    assert twin is not error
    assert str(twin) == str(error) == "what happened"
    assert twin.__notes__ == error.__notes__
    if isinstance(error, APIError):
        assert twin.request.url == "https://api.example.com/v4/x?a=b"
        assert twin.errors == error.errors
        assert twin.errors[0].additional_properties == {"path": ["a"]}
        assert twin.attempts == 3
    if isinstance(error, APIStatusError):
        assert (twin.status_code, twin.ray_id, twin.body) == (418, "8a", {"result": 5})
        assert twin.response.json() == {"result": 5}


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, text="<html>", headers={"cf-ray": "8a"}),
        httpx.Response(200, text="<html>"),
        httpx.ReadTimeout("slow"),
    ],
    ids=["status", "validation", "timeout"],
)
async def test_an_error_that_was_raised_can_be_pickled(
    answer: Any, driver: Driver, wire: Wire
) -> None:
    wire.will(answer)
    with pytest.raises(APIError) as caught:
        await driver.read(extra_headers={"X-Mine": "a"})
    twin = pickle.loads(pickle.dumps(caught.value))
    assert str(twin) == str(caught.value)
    assert twin.request.headers["x-mine"] == "***"
    assert twin.request.url == "https://api.example.com/v4/owners/o/pets/i"


@pytest.mark.parametrize(
    ("method", "result", "read"),
    [
        ("read", {"id": "a", "x": 1}, Pet.from_dict({"id": "a", "x": 1})),
        ("read", {"name": "a"}, {"name": "a"}),
        ("read", "no object", "no object"),
        ("read", None, None),
        ("list", [{"id": "a"}], [Pet(id="a")]),
        ("list", [{"id": "a"}, {}], [{"id": "a"}, {}]),
        ("list", {"id": "a"}, {"id": "a"}),
        ("list", None, None),
    ],
)
async def test_an_unsuccessful_response_has_its_result_as_model_or_json(
    method: str, result: object, read: object, driver: Driver, wire: Wire
) -> None:
    body = {"success": False, "result": result}
    wire.will(httpx.Response(200, json=body))
    with pytest.raises(UnsuccessfulResponseError) as caught:
        await getattr(driver, method)()
    error: UnsuccessfulResponseError = pickle.loads(pickle.dumps(caught.value))
    assert error.result == caught.value.result == read
    assert (error.status_code, error.body) == (200, body)


async def test_a_result_nested_too_deeply_is_not_read(driver: Driver, wire: Wire) -> None:
    deep = b'{"success": false, "result": {"id": "a", "x": ' + b"[" * 200 + b"]" * 200 + b"}}"
    wire.will(httpx.Response(200, content=deep))
    with pytest.raises(UnsuccessfulResponseError) as caught:
        await driver.read()
    assert caught.value.result is None


def test_an_error_made_by_hand_has_defaults() -> None:
    error = APIError("what happened")
    assert (error.request, tuple(error.errors), error.attempts) == (None, (), 1)
    response = httpx.Response(200)
    assert UnsuccessfulResponseError("so", response=response, body="text").result is None
