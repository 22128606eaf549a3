"""A contract that is not valid OpenAPI 3.0 is refused with one line that names the place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from cloudflare_api_contract import ContractError, Document, load, mentioned
from cloudflare_api_contract.validation import validate
from tests.generator.support import ANIMALS, Json, put, write, zoo

PLACE = " > ".join(ANIMALS)
ID = ("components", "schemas", "Animal", "properties", "id")


def refused(path: Path) -> str:
    with pytest.raises(ContractError) as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("openapi: 3.1.0\n", "openapi.yaml:1: openapi: must be a version 3.0 document"),
        ("swagger: '2.0'\n", "openapi.yaml: openapi: must be a version 3.0 document"),
        ("openapi: [\n", "openapi.yaml:2: did not find expected node content"),
    ],
)
def test_a_file_of_another_format_is_refused(text: str, line: str, tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text)
    assert refused(spec) == line


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (put("info", value={"title": "Zoo"}), ": info: 'version' is a required property"),
        (put(*ID, "type", value="strin"), f": {' > '.join(ID)} > type: 'strin' is not one of"),
        (put(*ID, "minLength", value="x"), f": {' > '.join(ID)} > minLength: 'x' is not of type"),
        (put(*ID, "default", value=7), f": {' > '.join(ID)} > default: 7 is not of type 'string'"),
        (
            put(*ANIMALS, "parameters", 0, "in", value="nowhere"),
            f": {PLACE} > parameters > 0 > in: 'nowhere' is not one of",
        ),
        (
            put(*ANIMALS, "parameters", 0, "name", value="other"),
            f": {PLACE}: Path parameter 'zoo_id' for 'get' operation",
        ),
        (put(*ANIMALS, "responses", value={}), f": {PLACE} > responses: {{}} "),
        (put(*ANIMALS, "tags", value="Animals"), f": {PLACE} > tags: 'Animals' is not of type"),
    ],
)
def test_an_invalid_contract_is_refused(
    change: Callable[[Json], None], line: str, tmp_path: Path
) -> None:
    data = zoo()
    change(data)
    said = refused(write(tmp_path, data))
    file, number, rest = said.split(":", 2)
    assert (file, number.isdecimal()) == ("openapi.yaml", True)
    assert f":{rest}".startswith(line)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"WARNING parsing GET {ANIMALS[1]} within animals.", ANIMALS),
        (f"not unique for 'get' in '{ANIMALS[1]}'", ANIMALS),
        (f"WARNING parsing GET {ANIMALS[1]}/wild within animals.", ()),
        (f"WARNING parsing POST {ANIMALS[1]} within animals.", ()),
        ("Unable to process schema /components/schemas/Animal:", ID[:3]),
        ("something else", ()),
    ],
)
def test_the_place_that_a_message_mentions_is_found(
    text: str, place: tuple[str, ...], tmp_path: Path
) -> None:
    assert mentioned(load(write(tmp_path, zoo())), text) == place


def test_the_validator_opens_no_file(tmp_path: Path) -> None:
    data = zoo()
    (tmp_path / "outside.json").write_text('{"type": "string"}')
    reference = {"$ref": (tmp_path / "outside.json").as_uri()}
    put(*ID, value={"anyOf": [reference], "default": "a"})(data)
    # `read` would refuse it.
    with pytest.raises(ContractError, match=f"is not OpenAPI: {reference['$ref']}$"):
        validate(Document("openapi.yaml", data))


def test_an_exception_of_the_validator_is_an_error_of_the_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object) -> None:
        raise KeyError("get /zoos/{zoo_id}/animals")

    monkeypatch.setattr(OpenAPIV30SpecValidator, "iter_errors", fail)
    line = refused(write(tmp_path, zoo()))
    assert line.startswith(f"openapi.yaml:19: {PLACE}: is not OpenAPI: ")
