"""The contract with `default` instead of ranges says the same."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

from cloudflare_api_contract import ContractError, Document, Json, read
from tools.export.ranges import without_ranges

_CONTRACT: Json = json.loads(json.dumps(read(Path(__file__).parents[3] / "openapi.yaml").data))
_CLIENT, _SERVER = (_CONTRACT["components"]["responses"][n] for n in ("ClientError", "ServerError"))


@pytest.fixture
def contract() -> Json:
    return deepcopy(_CONTRACT)


def test_all_but_the_failures_is_the_same(contract: Json) -> None:
    form = without_ranges(Document("openapi.yaml", contract))
    assert contract == _CONTRACT
    for operation in Document("openapi.yaml", form).operations():
        answers = operation.node["responses"]
        assert answers.pop("default") == {"$ref": "#/components/responses/Failure"}
        answers["4XX"] = {"$ref": "#/components/responses/ClientError"}
        answers["5XX"] = {"$ref": "#/components/responses/ServerError"}
    responses = form["components"]["responses"]
    del responses["Failure"]
    assert not responses.keys() & {"ClientError", "ServerError"}
    responses |= {"ClientError": _CLIENT, "ServerError": _SERVER}
    assert form == _CONTRACT


def test_the_default_has_all_that_the_ranges_have(contract: Json) -> None:
    form = without_ranges(Document("openapi.yaml", contract))
    failure = form["components"]["responses"]["Failure"]
    [media] = failure["content"].values()
    for answer in (_CLIENT, _SERVER):
        assert answer["description"] in failure["description"]
        assert answer.get("headers", {}).items() <= failure["headers"].items()
        [each] = answer["content"].values()
        assert each["schema"] == media["schema"]
        assert each["examples"].items() <= media["examples"].items()


def test_a_default_beside_ranges_is_refused(contract: Json) -> None:
    path, item = list(contract["paths"].items())[-1]
    item["get"]["responses"]["default"] = {"$ref": "#/components/responses/ServerError"}
    with pytest.raises(ContractError) as refusal:
        without_ranges(Document("openapi.yaml", contract))
    assert refusal.value.place == ("paths", path, "get", "responses")


def _answers(contract: Json) -> list[Json]:
    document = Document("openapi.yaml", contract)
    return [operation.node["responses"] for operation in document.operations()]


def test_an_operation_may_have_other_failures_than_the_others(contract: Json) -> None:
    *_, one, alone, none = _answers(contract)
    text: Json = {"description": "It fails.", "content": {"text/plain": {}}}
    one["4XX"] = one["5XX"] = {"description": "It fails."}
    alone["4XX"] = text
    del alone["5XX"], none["4XX"], none["5XX"]
    form = without_ranges(Document("openapi.yaml", contract))
    *_, one, alone, none = _answers(form)
    assert one["default"] == {"$ref": "#/components/responses/Failure2"}
    assert form["components"]["responses"]["Failure2"] == {"description": "It fails. It fails."}
    assert (alone["default"], "default" in none) == (text, False)
    assert "4XX" not in json.dumps(form)


def test_failures_with_different_schemas_are_refused(contract: Json) -> None:
    response = contract["components"]["responses"]["ServerError"]
    response["content"]["application/json"]["schema"] = {"type": "object"}
    with pytest.raises(ContractError) as refusal:
        without_ranges(Document("openapi.yaml", contract))
    assert refusal.value.place == ("components", "responses", "ServerError")
