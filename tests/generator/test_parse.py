"""The input of the parser: outlines, answers without their envelope, and no two equal names."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from openapi_python_client.config import Config
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import GeneratorData

from cloudflare_api_contract import Document
from generator.config import load_config
from generator.contents import answers
from generator.errors import GenerationError
from generator.generate import generate
from generator.parse import normalise

from .support import ANIMALS, CONFIG, SPEC, Json, build, operation, put, write, write_config, zoo

TEXT = {"type": "string"}


def normalised(data: Any) -> Any:
    before = deepcopy(data)
    result = normalise(Document("openapi.yaml", data), load_config(CONFIG, SPEC))
    assert data == before
    return result


def test_a_response_holds_its_bare_result() -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["get"] = operation("list", {"type": "array", "items": TEXT})
    data["paths"][ANIMALS[1]]["get"]["responses"]["4XX"] = {"description": "Refused."}
    responses = normalised(data)["paths"]["/0"]["get"]["responses"]
    content = {"application/json": {"schema": {"type": "array", "items": TEXT}}}
    assert responses == {"200": {"description": "", "content": content}}


def test_a_response_without_a_body_stays_without_one() -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["get"] = operation("list", None)
    responses = normalised(data)["paths"]["/0"]["get"]["responses"]
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
    schema = normalised(data)["paths"]["/0"]["get"]["responses"]["200"]["content"]
    assert schema == {
        "application/json": {"schema": {"type": "array", "items": {"type": "string"}}}
    }


def test_properties_and_examples_are_not_taken_for_keywords() -> None:
    data = zoo()
    animal = data["components"]["schemas"]["Animal"]
    animal["properties"] |= {"nullable": TEXT, "enum": TEXT, "items": TEXT, "$ref": TEXT}
    animal["example"] = {"$ref": "#/components/schemas/Nothing", "nullable": True}
    outline = normalised(data)["components"]["schemas"]["Animal"]
    assert outline == {key: animal[key] for key in ("type", "properties", "required")}


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


def test_properties_with_one_name_in_python_each_have_a_field(tmp_path: Path) -> None:
    data = zoo()
    names = ("type", "type_", "Type", "ty-pe", "ty_pe")
    data["components"]["schemas"]["Animal"]["properties"] |= dict.fromkeys(names, TEXT)
    animal = build(tmp_path, data).Animal.from_dict({"id": "1", **{name: name for name in names}})
    assert animal.additional_properties == {}
    assert animal.to_dict() == {"id": "1", **{name: name for name in names}}


def test_classes_with_one_name_in_python_are_numbered(tmp_path: Path) -> None:
    data = zoo()
    schemas = data["components"]["schemas"]
    one: Json = {"type": "object", "properties": {"a": TEXT}}
    schemas["AnimalCage"] = {"type": "object", "properties": {"b": TEXT}}
    schemas["Animal"]["properties"] |= {
        "cage": one,
        "Cage": {"type": "array", "items": one},
        "cages": {"type": "array", "items": {"$ref": "#/components/schemas/AnimalCage"}},
        "cage_2": {"type": "object", "additionalProperties": one},
    }
    package = build(tmp_path, data)
    values: Json = {
        "cage": {"a": "1"},
        "Cage": [{"a": "2"}],
        "cages": [{"b": "3"}],
        "cage_2": {"x": {}},
    }
    animal = package.Animal.from_dict({"id": "1", **values})
    assert type(animal.cage).__name__ == "AnimalCage2"
    assert type(animal.cages[0]) is package.AnimalCage
    assert animal.to_dict() == {"id": "1", **values}


@pytest.mark.parametrize(
    ("schemas", "place", "problem"),
    [
        (
            {"IPAddress": {"b": TEXT}, "IpAddress": {"b": TEXT}},
            "IpAddress",
            "IpAddress and IPAddress would have one name in Python: rename one of them",
        ),
        ({"Herd": None, "Flock": None}, "Herd", "leads to itself without an object between"),
    ],
)
def test_a_named_schema_that_the_parser_cannot_take_is_refused(
    schemas: dict[str, Json | None], place: str, problem: str, tmp_path: Path
) -> None:
    data = zoo()
    first, last = schemas
    for name, properties in schemas.items():
        other = {"$ref": f"#/components/schemas/{last if name == first else first}"}
        array = {"type": "array", "items": {"type": "array", "items": other}}
        schema = {"type": "object", "properties": properties} if properties else array
        put("components", "schemas", name, value=schema)(data)
        used = {"$ref": f"#/components/schemas/{name}"}
        put("components", "schemas", "Animal", "properties", name, value=used)(data)
    with pytest.raises(GenerationError) as caught:
        generate(write(tmp_path, data), write_config(tmp_path), tmp_path / "generated")
    assert caught.value.place == ("components", "schemas", place)
    assert caught.value.problem == problem


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("WARNING parsing GET /0 within animals.", ANIMALS),
        (
            "\nUnable to process schema /components/schemas/Animal:",
            ("components", "schemas", "Animal"),
        ),
        ("Failed to parse OpenAPI document", ()),
    ],
)
def test_an_unexpected_error_of_the_parser_has_a_place_and_no_address(
    header: str, place: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = [GeneratorError(header=header, detail="odd <a.B object at 0x7f1e>")]
    real = GeneratorData.from_dict

    def from_dict(data: Json, *, config: Config) -> GeneratorData | GeneratorError:
        return errors.pop() if errors else real(data, config=config)

    monkeypatch.setattr(GeneratorData, "from_dict", from_dict)
    with pytest.raises(GenerationError) as caught:
        generate(write(tmp_path, zoo()), write_config(tmp_path), tmp_path / "generated")
    assert caught.value.place == place
    assert caught.value.problem == "openapi-python-client cannot take this: odd …"
