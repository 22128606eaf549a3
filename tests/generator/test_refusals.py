"""One run reports every fault, with its place and line."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest

from cloudflare_api_contract import ContractError, Place
from generator.__main__ import main
from generator.errors import GenerationError
from generator.generate import generate

from .support import ANIMALS, Json, operation, put, write, write_config, zoo

TEXT: Json = {"type": "string"}


def faulty() -> Json:
    """A contract with a fault for each step of generation, each in another operation."""
    data = zoo()
    schemas = data["components"]["schemas"]
    schemas["Torn"] = {"allOf": [TEXT, {"type": "integer"}]}
    schemas["Herd"] = {"type": "array", "items": {"$ref": "#/components/schemas/Torn"}}
    answers: dict[str, Json | None] = {
        "harm": TEXT | {"pattern": "(a+)+"},
        "form": {"type": "strin"},
        "rule": TEXT | {"default": 7},
        "torn": {"$ref": "#/components/schemas/Herd"},
        "herd": {"type": "object", "properties": {"herd": {"$ref": "#/components/schemas/Herd"}}},
        "walk": None,
        "status": None,
    }
    for name, result in answers.items():
        data["paths"][f"/{name}/{{zoo_id}}"] = {"get": operation(name, result)}
    put("paths", "/walk/{zoo_id}", "get", "x-fern-sdk-method-name", value="list")(data)
    put("paths", "/status/{zoo_id}", "get", "responses", value={"404": {"description": "-"}})(data)
    return data


FAULTS = [
    ("/harm", "pattern", "may take more than linear time"),
    ("/form", "type", "must be one of array,"),
    ("/rule", "default", "does not fit its schema: 7 is not of type 'string'"),
    ("Torn", "type", "type is integer here, but string in another part of the allOf"),
    ("/walk", "x-fern-sdk-method-name", "client.animals.list is the name of something else"),
    ("/status", "responses", "2xx"),
]


def faults(folder: Path, data: Json) -> list[ContractError]:
    """The faults for which a contract is refused."""
    with pytest.raises(GenerationError) as caught:
        generate(write(folder, data), write_config(folder), folder / "generated")
    return [caught.value, *caught.value.more]


def test_faults_of_all_steps_are_reported_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = faults(tmp_path, faulty())
    spec, config = tmp_path / "openapi.yaml", tmp_path / "generator-config.yaml"
    lines = spec.read_text().splitlines()
    told = {next(step for step in each.place[1:] if step != "schemas"): each for each in errors}
    assert len(told) == len(errors) == len(FAULTS)
    for part, key, problem in FAULTS:
        (error,) = [each for name, each in told.items() if str(name).startswith(part)]
        assert error.place[-1] == key
        assert problem in error.problem
        assert f'"{key}"' in lines[(error.line or 0) - 1]
    assert [each.line for each in errors] == sorted(each.line or 0 for each in errors)
    options = ("--spec", spec, "--config", config, "--output", tmp_path / "generated")
    assert main([*map(str, options)]) == 1
    told_lines = capsys.readouterr().err.splitlines()
    assert told_lines == [f"error: {line}" for line in str(errors[0]).splitlines()]
    assert len(told_lines) == len(FAULTS)


def test_a_fault_that_operations_share_is_reported_once(tmp_path: Path) -> None:
    data = zoo()
    data["paths"]["/more/{zoo_id}"] = deepcopy(data["paths"][ANIMALS[1]])
    put("paths", "/more/{zoo_id}", "get", value=operation("more", {"$ref": ANIMAL}))(data)
    put("components", "schemas", "Animal", "x-zoo", value=1)(data)
    (fault,) = faults(tmp_path, data)
    assert fault.place == ("components", "schemas", "Animal", "x-zoo")


def test_a_fault_in_a_model_that_operations_share_is_reported_once(tmp_path: Path) -> None:
    data = zoo()
    bad = TEXT | {"pattern": r"\p{L}"}
    meal: Json = {"type": "object", "properties": {"hay": bad, "next": {"$ref": MEAL}}}
    put("components", "schemas", "Meal", value=meal)(data)
    for name in ("serve", "eat"):
        schema = {"type": "object", "properties": {"meal": {"$ref": MEAL}}}
        body = {"required": True, "content": {"application/json": {"schema": schema}}}
        described = operation(name, {"$ref": MEAL}, requestBody=body)
        put("paths", f"/{name}/{{zoo_id}}", "post", value=described)(data)
    (fault,) = faults(tmp_path, data)
    assert "is not a pattern in Python" in fault.problem
    assert fault.place[2:] == ("Meal", "properties", "hay", "pattern")


def test_a_name_in_use_is_reported_with_both_places(tmp_path: Path) -> None:
    data = zoo()
    for number, group in enumerate(("wild.animals", "wild_animals")):
        described = operation(f"look{number}", None, **{"x-fern-sdk-group-name": group})
        put("paths", f"/{number}/{{zoo_id}}", "get", value=described)(data)
    (fault,) = faults(tmp_path, data)
    lines = (tmp_path / "openapi.yaml").read_text().splitlines()
    first, second = (number for number, line in enumerate(lines, 1) if "wild" in line)
    assert fault.line == second
    problem = f"resources.wild_animals is the name of something else, on line {first}"
    assert fault.problem == problem


def test_an_impossible_group_is_reported_for_each_operation(tmp_path: Path) -> None:
    data = zoo()
    for name in ("a", "b"):
        described = operation(name, None, **{"x-fern-sdk-group-name": ".".join("ab" * 60)})
        put("paths", f"/{name}/{{zoo_id}}", "get", value=described)(data)
    first, second = faults(tmp_path, data)
    assert "is too long for a name" in first.problem
    assert second.problem == first.problem


ANIMAL = "#/components/schemas/Animal"
MEAL = "#/components/schemas/Meal"


def test_a_fault_of_the_whole_document_does_not_hide_those_of_its_step(tmp_path: Path) -> None:
    data = zoo()
    put("info", "version", value="1\n2")(data)
    put("servers", value=[])(data)
    put(*ANIMALS, "x-fern-sdk-method-name", value=7)(data)
    places = [each.place for each in faults(tmp_path, data)]
    assert places == [("info", "version"), ("servers",), (*ANIMALS, "x-fern-sdk-method-name")]


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("info", "license"), {}, ("info", "license")),
        (("info",), None, ("info",)),
        (("servers", 0, "variables"), {}, ("servers", 0, "variables")),
        (("security",), [{"api_token": 1}], ("security",)),
        (("components", "securitySchemes", "api_token", "scheme"), 1, None),
        (("x-zoo",), 1, ("x-zoo",)),
    ],
)
def test_a_fault_of_the_whole_document_does_not_hide_those_of_later_steps(
    place: Place, value: object, told: Place | None, tmp_path: Path
) -> None:
    data = faulty()
    put(*place, value=value)(data)
    places = [each.place for each in faults(tmp_path, data)]
    assert (told or place) in places
    assert len(places) == len(FAULTS) + 1


def extended(key: str) -> Json:
    data = zoo()
    for place in ((), ("info",), ANIMALS, (*ANIMALS, "parameters", 0), ("components",)):
        put(*place, key, value={"enum": ["a"]})(data)
    return data


@pytest.mark.parametrize("key", ["auditable", "cfPlanAvailability", "forge-a", "stainless-param"])
def test_extensions_in_cloudflares_documents_are_ignored(key: str, tmp_path: Path) -> None:
    spec = write(tmp_path, extended(f"x-{key}"))
    generate(spec, write_config(tmp_path), tmp_path / "generated")


@pytest.mark.parametrize("key", ["cf", "zoo", "stainless", "fern-retries"])
def test_other_extensions_are_refused(key: str, tmp_path: Path) -> None:
    problems = [each.problem for each in faults(tmp_path, extended(f"x-{key}"))]
    assert f"x-{key} is not supported in a document" in problems
    assert len(problems) == 5
