"""What the parser is given: answers without their envelope, nothing that may be null."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from cloudflare_api_contract import Document
from generator.contents import answers
from generator.parse import normalise

from .support import ANIMALS, operation, zoo

TEXT = {"type": "string"}


def normalised(data: Any) -> Any:
    before = deepcopy(data)
    result = normalise(Document("openapi.yaml", data))
    assert data == before
    return result


def test_a_response_holds_its_bare_result() -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["get"] = operation("list", {"type": "array", "items": TEXT})
    data["paths"][ANIMALS[1]]["get"]["responses"]["4XX"] = {"description": "Refused."}
    responses = normalised(data)["paths"][ANIMALS[1]]["get"]["responses"]
    content = {"application/json": {"schema": {"type": "array", "items": TEXT}}}
    assert responses == {"200": {"description": "", "content": content}}


def test_a_response_without_a_body_stays_without_one() -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["get"] = operation("list", None)
    responses = normalised(data)["paths"][ANIMALS[1]]["get"]["responses"]
    assert responses == {"200": {"description": ""}}


def test_only_schemas_that_the_client_needs_stay() -> None:
    data = zoo()
    schemas = data["components"]["schemas"]
    schemas["Animal"]["properties"]["cage"] = {"$ref": "#/components/schemas/Cage"}
    schemas["Cage"] = {"type": "object", "properties": {"legs": TEXT, "$ref": TEXT}}
    schemas["Plant"] = {"type": "object", "properties": {"legs": TEXT}}
    assert list(normalised(data)["components"]["schemas"]) == ["Animal", "Cage"]


def test_keywords_that_make_no_class_are_removed_from_the_copy_only() -> None:
    data = zoo()
    enum = {"type": "string", "nullable": True, "enum": ["a", None]}
    result = {"type": "array", "nullable": True, "items": enum}
    data["paths"][ANIMALS[1]]["get"] = operation("list", result)
    data["components"]["schemas"]["Animal"]["properties"]["kind"] = enum
    schema = normalised(data)["paths"][ANIMALS[1]]["get"]["responses"]["200"]["content"]
    assert schema == {
        "application/json": {"schema": {"type": "array", "items": {"type": "string"}}}
    }


def test_properties_and_examples_are_not_taken_for_keywords() -> None:
    data = zoo()
    animal = data["components"]["schemas"]["Animal"]
    animal["properties"] |= {"nullable": TEXT, "enum": TEXT, "items": TEXT, "$ref": TEXT}
    animal["example"] = {"$ref": "#/components/schemas/Nothing", "nullable": True}
    assert normalised(data)["components"]["schemas"]["Animal"] == animal


def test_the_place_of_a_result_is_where_it_is_written() -> None:
    data = zoo()
    envelope = {"type": "object", "properties": {"result": TEXT}}
    data["components"]["schemas"]["Envelope"] = envelope
    response = data["paths"][ANIMALS[1]]["get"]["responses"]["200"]
    document = Document("openapi.yaml", data)
    inside = (*ANIMALS, "responses", "200", "content", "application/json", "schema")
    (described,) = document.operations()
    (answer,) = answers(document, described)
    assert answer.place == (*inside, "properties", "result")
    response["content"]["application/json"]["schema"] = {"$ref": "#/components/schemas/Envelope"}
    (answer,) = answers(document, described)
    assert answer.place == ("components", "schemas", "Envelope", "properties", "result")
    assert (answer.status, answer.kind, answer.schema) == ("200", "envelope", TEXT)
