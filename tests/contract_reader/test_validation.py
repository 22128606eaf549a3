"""A contract that is not one stops everything, with one line that says where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cloudflare_api_contract import load, mentioned, read

from .support import ANIMALS, Json, put, refused, write, zoo

PLACE = " > ".join(ANIMALS)
ID = ("components", "schemas", "Animal", "properties", "id")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"openapi: [\n", "openapi.yaml:2: did not find expected node content"),
        (b"a: 1\nb: 2\na: 3\n", "openapi.yaml:3: a: is written twice"),
        (
            b"a: !!python/object:os.system\n",
            "openapi.yaml:1: a: the tag tag:yaml.org,2002:python/object:os.system",
        ),
        (b"- openapi\n", "openapi.yaml: must be a mapping"),
        (b"", "openapi.yaml: must be a mapping"),
        (b"title: \xff\n", "openapi.yaml: is not UTF-8: "),
        (b"title: \x07\n", "openapi.yaml: unacceptable character #x0007"),
        (b"[" * 600, "openapi.yaml:1: is nested too deeply"),
        (b"a:\n  b: &b\n    c: *b\n", "openapi.yaml:3: a > b > c: contains itself"),
        (b"a:\n  200: b\n", "openapi.yaml:2: a > 200: must be a string: put it in quotes"),
        (b"a:\n- b: .inf\n", "openapi.yaml:2: a > 0 > b: JSON has no inf"),
        (
            b"a: !!binary aGk=\n",
            "openapi.yaml:1: a: the tag tag:yaml.org,2002:binary is not supported",
        ),
        (b"openapi: 3.1.0\n", "openapi.yaml:1: openapi: must be a version 3.0 document"),
        (b"swagger: '2.0'\n", "openapi.yaml: openapi: must be a version 3.0 document"),
    ],
)
def test_what_is_no_openapi_is_refused(
    text: bytes, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_bytes(text)
    assert refused(tmp_path, capsys, spec=spec).startswith(line)


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(tmp_path, capsys, spec=tmp_path / "no.yaml") == "no.yaml: no such file"


def test_a_folder_is_no_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(tmp_path, capsys, spec=tmp_path).endswith(": Is a directory")


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
def test_what_does_not_validate_is_refused(
    change: Callable[[Json], None], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = zoo()
    change(data)
    said = refused(tmp_path, capsys, spec=write(tmp_path, data))
    file, number, rest = said.split(":", 2)
    assert (file, number.isdecimal()) == ("openapi.yaml", True)
    assert f":{rest}".startswith(line)


def test_dates_are_the_strings_that_they_are_in_json(tmp_path: Path) -> None:
    path = tmp_path / "dates.yaml"
    path.write_text("a: 2019-12-27T18:11:19.117Z\nb: 2019-99-99\n")
    assert read(path).data == {"a": "2019-12-27T18:11:19.117Z", "b": "2019-99-99"}


def test_references_are_followed_to_where_they_lead(tmp_path: Path) -> None:
    data = zoo()
    data["components"]["schemas"]["Beast"] = {"$ref": "#/components/schemas/Animal"}
    document = load(write(tmp_path, data))
    node = {"$ref": "#/components/schemas/Beast"}
    animal = data["components"]["schemas"]["Animal"]
    assert document.follow(node, ("x",)) == (animal, ("components", "schemas", "Animal"))
    assert document.follow(animal, ("x",)) == (animal, ("x",))


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
def test_places_that_others_mention_are_found(
    text: str, place: tuple[str, ...], tmp_path: Path
) -> None:
    assert mentioned(load(write(tmp_path, zoo())), text) == place


def test_what_the_validator_stumbles_over_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(self: object) -> None:
        raise KeyError("get /zoos/{zoo_id}/animals")

    monkeypatch.setattr(
        "cloudflare_api_contract.validation.OpenAPIV30SpecValidator.iter_errors", stumble
    )
    assert refused(tmp_path, capsys).startswith(f"openapi.yaml:9: {PLACE}: is not OpenAPI: ")
