"""The behaviour of every operation, by its examples and rules in the contract."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from typing import Any

import pytest
from attrs import frozen

import cloudflare_ai_controls
from cloudflare_ai_controls import Cloudflare, PermissionDeniedError, UnsuccessfulResponseError
from cloudflare_api_contract import Json, Operation
from cloudflare_api_core import Model
from cloudflare_api_core.json_values import is_array
from cloudflare_api_core.models import to_json
from cloudflare_api_mock import NO_PERMISSION_TOKEN, TOKEN, StrictMock
from tests.clients import Caller, ClientKind, settled

from .conftest import both_kinds
from .schemas import CONTRACT, resolve


@frozen
class _Operation:
    described: Operation

    @property
    def spec(self) -> Json:
        return self.described.node

    @property
    def id(self) -> str:
        return str(self.spec["operationId"])

    @property
    def attribute(self) -> str:
        group: list[str] = self.spec["x-fern-sdk-group-name"]
        return ".".join([*group, self.spec["x-fern-sdk-method-name"]])

    @property
    def is_paged(self) -> bool:
        return "x-fern-pagination" in self.spec

    @property
    def parameters(self) -> list[Json]:
        return [parameter for parameter, _ in CONTRACT.parameters(self.described)]

    @property
    def body(self) -> Json:
        media, _ = CONTRACT.body(self.described) or ({}, ())
        return media

    @property
    def example_body(self) -> Json:
        example: Json = self.body.get("example", {})
        return example

    @property
    def members(self) -> Json:
        """The members of the body."""
        schema = resolve(self.body["schema"]) if self.body else {}
        members: Json = schema.get("properties", {})
        return {name: each for name, each in members.items() if not resolve(each).get("readOnly")}

    @property
    def example(self) -> dict[str, Any]:
        """The arguments of the examples."""
        return {p["name"]: p["example"] for p in self.parameters} | self.example_body

    @property
    def required(self) -> dict[str, Any]:
        """The required arguments of the examples."""
        needed = {p["name"] for p in self.parameters if p.get("required")}
        if self.body:
            needed |= set(resolve(self.body["schema"]).get("required", ()))
        return {name: value for name, value in self.example.items() if name in needed}

    @property
    def answer(self) -> tuple[int, dict[str, Any]]:
        """Status and body of the successful example."""
        [(status, (response, _))] = CONTRACT.successes(self.described).items()
        media = response["content"]["application/json"]
        first = next(iter(media.get("examples", {"": {"value": media.get("example")}}).values()))
        return int(status), json.loads(json.dumps(resolve(first)["value"]))

    @property
    def has_models(self) -> bool:
        """Whether the result is an object with properties, or a list of such."""
        [(response, _)] = CONTRACT.successes(self.described).values()
        envelope = resolve(response["content"]["application/json"]["schema"])
        result = resolve(envelope["properties"]["result"])
        return "properties" in resolve(result.get("items", result))

    def rules(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each argument with its schema."""
        for parameter in self.parameters:
            yield parameter["name"], resolve(parameter["schema"])
        for name, schema in self.members.items():
            yield name, resolve(schema)


OPERATIONS = [_Operation(each) for each in CONTRACT.operations()]
_each = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)


def _stage(operation: _Operation, mock: StrictMock) -> dict[str, Any]:
    """Let the one request that will come be answered as the example says."""
    status, answer = operation.answer
    mock.expect()
    mock.fail_next({"status": status, "json": answer})
    return answer


def _written(operation: _Operation, result: Any) -> Any:
    return to_json(result.result if operation.is_paged else result)


@_each
@both_kinds
def test_the_example_is_sent_and_its_answer_read(
    operation: _Operation, cloudflare_mock: StrictMock, call: Caller
) -> None:
    answer = _stage(operation, cloudflare_mock)
    result = call.method(operation.attribute, **operation.example)
    assert _written(operation, result) == answer["result"]
    (request,) = cloudflare_mock.log
    in_path = {p["name"]: p["example"] for p in operation.parameters if p["in"] == "path"}
    in_query = {p["name"]: str(p["example"]) for p in operation.parameters if p["in"] == "query"}
    assert request.method == operation.described.method.upper()
    assert request.path == "/client/v4" + operation.described.path.format_map(in_path)
    assert dict(request.query) == in_query
    sent: Any = json.loads(request.body or "{}")
    assert sent == operation.example_body
    assert bool(request.body) == ("requestBody" in operation.spec)


@_each
@both_kinds
def test_the_item_is_given_by_position_and_omitted_arguments_are_not_sent(
    operation: _Operation, cloudflare_mock: StrictMock, call: Caller
) -> None:
    _stage(operation, cloudflare_mock)
    arguments = operation.required
    in_path = re.findall(r"{(\w+)}", operation.described.path)
    item = [arguments.pop(name) for name in in_path[1:][-1:]]  # An account alone is not an item.
    call.method(operation.attribute, *item, **arguments)
    (request,) = cloudflare_mock.log
    assert all(f"/{each}" in request.path for each in item)
    sent: Any = json.loads(request.body or "{}")
    assert sent == {n: v for n, v in operation.example_body.items() if n in operation.required}
    assert request.query == ()


@_each
def test_a_missing_permission_is_named(
    operation: _Operation, cloudflare_mock: StrictMock, call: Caller
) -> None:
    call.settings["api_token"] = NO_PERMISSION_TOKEN
    cloudflare_mock.expect()
    with pytest.raises(PermissionDeniedError) as caught:
        call.method(operation.attribute, **operation.required)
    if groups := ", ".join(operation.spec.get("x-api-token-group", ())):
        assert str(caught.value).endswith(
            f"; needs one of the permissions {groups}, or the account lacks the product"
        )


@_each
def test_a_2xx_without_success_raises_with_its_result(
    operation: _Operation, cloudflare_mock: StrictMock, call: Caller
) -> None:
    status, answer = operation.answer
    cloudflare_mock.expect()
    cloudflare_mock.fail_next({"status": status, "json": answer | {"success": False}})
    with pytest.raises(UnsuccessfulResponseError) as caught:
        call.method(operation.attribute, **operation.required)
    result: Any = caught.value.result
    assert to_json(result) == answer["result"]
    if operation.has_models:
        assert all(isinstance(each, Model) for each in (result if is_array(result) else [result]))


@_each
@both_kinds
def test_the_generators_own_way_and_the_whole_answer(
    operation: _Operation, cloudflare_mock: StrictMock, call: Caller, client_kind: ClientKind
) -> None:
    status, answer = operation.answer
    cloudflare_mock.expect(3)
    cloudflare_mock.fail_next({"status": status, "json": answer, "times": 3})
    tag = operation.spec["tags"][0].lower().replace(" ", "_")
    module = "".join(f"_{each.lower()}" if each.isupper() else each for each in operation.id)
    found = import_module(f"{cloudflare_ai_controls.__name__}.api.{tag}.{module}")

    async def work(client: Any) -> None:
        function = client_kind.choose(found.sync, found.asyncio)
        plain = await settled(function(client=client, **operation.required))
        assert _written(operation, plain) == answer["result"]
        function = client_kind.choose(found.sync_detailed, found.asyncio_detailed)
        group, _, name = operation.attribute.rpartition(".")
        raw = getattr(attrgetter(group)(client).with_raw_response, name)
        for made in (function(client, **operation.required), raw(**operation.required)):
            whole = await settled(made)
            parsed = await settled(whole.parse())
            assert (whole.status_code, _written(operation, parsed)) == (status, answer["result"])

    call.run(work)


def _breaking(schema: dict[str, Any]) -> Iterator[Any]:
    """Values that break each rule of a schema, one at a time."""
    wrong = {"string": 5, "number": "5", "integer": "5", "boolean": "true", "array": "a"}
    yield wrong.get(schema["type"], 5)
    if not schema.get("nullable"):
        yield from () if schema["type"] == "integer" else (None,)
    if "maxLength" in schema:
        yield "a" * (schema["maxLength"] + 1)
    if "minimum" in schema:
        yield schema["minimum"] - 1
    if "maximum" in schema:
        yield schema["maximum"] + 1
    if "pattern" in schema:
        yield from ("-a", "a b", "a\n")
    if "enum" in schema:
        yield "none of them"
    if schema["type"] == "array":
        item = resolve(schema["items"])
        needed = dict.fromkeys(item.get("required", ()), "a")
        yield from ([value] for value in _breaking(item))
        yield from ([{}],) if needed else ()
        for name, member in item.get("properties", {}).items():
            yield from ([needed | {name: value}] for value in _breaking(resolve(member)))


@_each
def test_an_argument_that_breaks_a_rule_is_not_sent(
    operation: _Operation, cloudflare_mock: StrictMock
) -> None:
    with Cloudflare(base_url=cloudflare_mock.base_url, api_token=TOKEN) as client:
        method: Any = attrgetter(operation.attribute)(client)
        for name, schema in operation.rules():
            in_query = any(p["name"] == name and p["in"] == "query" for p in operation.parameters)
            for value in _breaking(schema):
                if value is None and in_query:
                    continue  # not given
                with pytest.raises(ValueError, match=rf"^Expected (a .*)?`{name}[`\[]"):
                    method(**operation.required | {name: value})
