"""Bodies of requests and answers in all forms: arguments, requests and results."""

from __future__ import annotations

import importlib
import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from cloudflare_api_core import Operation

from .support import (
    ANIMALS,
    CHECKERS,
    Connection,
    Json,
    build,
    folder_of,
    operation,
    put,
    refused,
    require_strict_types,
    write,
    zoo,
)

TEXT: Json = {"type": "string"}
ANIMAL: Json = {"$ref": "#/components/schemas/Animal"}
LIST: Json = {"type": "array", "items": ANIMAL, "minItems": 1}
JSON = "application/json"


def answer(**contents: Json | None) -> Json:
    content = {name: Json() if it is None else {"schema": it} for name, it in contents.items()}
    return {"description": "Fine."} | ({"content": content} if content else {})


def enveloped(result: Json) -> Json:
    return {"type": "object", "properties": {"result": result}}


CAT: Json = {
    "type": "object",
    "required": ["kind", "name", "lives"],
    "properties": {
        "kind": TEXT | {"enum": ["cat"]},
        "name": TEXT | {"description": "Whom."},
        "lives": {"type": "integer"},
        "size": {"type": "integer"},
    },
}
DOG: Json = {
    "type": "object",
    "required": ["kind", "name"],
    "properties": {
        "kind": TEXT | {"enum": ["dog"]},
        "name": TEXT,
        "size": TEXT,
        "tag": TEXT | {"readOnly": True},
    },
}

# Names of methods: their answers, the annotation of the result, and answers with their results.
ANSWERS: dict[str, tuple[dict[str, Json], str, list[tuple[int, Any, Any]]]] = {
    "bare": (
        {"200": answer(**{JSON: {"type": "object", "additionalProperties": ANIMAL}})},
        "dict[str, _models.Animal]",
        [(200, {"a": {"id": "b"}}, {"a": "b"})],
    ),
    "open": ({"200": answer(**{JSON: None})}, "Any", [(200, {"a": 1}, {"a": 1})]),
    "untyped": (
        {"200": answer(**{JSON: {"properties": {"success": Json(), "errors": Json()}}})},
        "Any",
        [(200, {"success": True, "result": 5}, 5), (200, {"success": True}, None)],
    ),
    "csv": ({"200": answer(**{"text/csv": TEXT})}, "str", [(200, b"a,b", "a,b")]),
    "photo": (
        {"200": answer(**{"image/png": TEXT | {"format": "binary"}})},
        "bytes",
        [(200, b"\xff", b"\xff")],
    ),
    "either": (
        {"200": answer(**{"text/event-stream": TEXT, JSON: enveloped(TEXT)})},
        "str",
        [(200, {"success": True, "result": "a"}, "a")],
    ),
    "same": (
        {"200": answer(**{JSON: enveloped(ANIMAL)}), "201": answer(**{JSON: enveloped(ANIMAL)})},
        "_models.Animal",
        [(201, {"success": True, "result": {"id": "a"}}, "a")],
    ),
    "several": (
        {
            "200": answer(**{JSON: enveloped(ANIMAL)}),
            "202": answer(**{JSON: enveloped({"type": "integer"})}),
            "204": answer(),
        },
        "_models.Animal | int | None",
        [
            (200, {"success": True, "result": {"id": "a"}}, "a"),
            (202, {"success": True, "result": 7}, 7),
            (204, b"", None),
        ],
    ),
}
# Names of methods: their bodies, the annotations of the arguments, and arguments with requests.
BODIES: dict[str, tuple[Json, dict[str, str], list[tuple[Json, bytes]]]] = {
    "rows": (
        {"required": True, "content": {JSON: {"schema": LIST}}},
        {"body": "Iterable[_models.Animal | Mapping[str, object]]"},
        [({"body": iter([{"id": "a"}])}, b'[{"id":"a"}]')],
    ),
    "labels": (
        {"content": {JSON: {"schema": {"type": "object", "additionalProperties": TEXT}}}},
        {"body": "Mapping[str, str] | _core.Omit"},
        [({"body": {"a": "b"}}, b'{"a":"b"}'), ({}, b"")],
    ),
    "script": (
        {
            "required": True,
            "description": "A program.",
            "content": {"application/javascript": {"schema": TEXT}},
        },
        {"body": "bytes | str"},
        [({"body": "let a"}, b"let a")],
    ),
    "kinds": (
        {"required": True, "content": {JSON: {"schema": {"oneOf": [CAT, DOG]}}}},
        {
            "kind": "Literal['cat', 'dog']",
            "name": "str",
            "lives": "int | _core.Omit",
            "size": "int | str | _core.Omit",
        },
        [
            ({"kind": "dog", "name": "a"}, b'{"kind":"dog","name":"a"}'),
            ({"kind": "cat", "name": "a", "size": 1}, b'{"kind":"cat","name":"a","size":1}'),
        ],
    ),
    "mixed": (
        {"required": True, "content": {JSON: {"schema": {"oneOf": [ANIMAL, LIST]}}}},
        {
            "body": "_models.Animal | Mapping[str, object]"
            " | Iterable[_models.Animal | Mapping[str, object]]"
        },
        [({"body": {"id": "a"}}, b'{"id":"a"}'), ({"body": [{"id": "a"}]}, b'[{"id":"a"}]')],
    ),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    data = zoo()
    for name, (responses, _, _) in ANSWERS.items():
        data["paths"][f"/zoos/{{zoo_id}}/{name}"] = {
            "get": operation(name, None, responses=responses)
        }
    for name, (body, _, _) in BODIES.items():
        described = operation(name, ANIMAL, requestBody=body)
        data["paths"][f"/zoos/{{zoo_id}}/{name}"] = {"put": described}
    photo = TEXT | {"format": "binary"}
    form = {
        "type": "object",
        "required": ["photo"],
        "properties": {
            "photo": photo,
            "name": TEXT | {"maxLength": 9},
            "more": {"type": "array", "items": photo},
        },
    }
    parts = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    described = operation("upload", ANIMAL, requestBody=parts)
    data["paths"]["/zoos/{zoo_id}/upload"] = {"post": described}
    return build(tmp_path_factory.mktemp("contents"), data)


def client(package: ModuleType, http: httpx.Client) -> Any:
    made: Any = package
    return made.Cloudflare(api_token="t", http_client=http).animals


def described(package: ModuleType, name: str) -> Any:
    return importlib.import_module(f"{package.__name__}.api.animals.{name}_animals")


def ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: ids(each) for key, each in value.items()}  # pyright: ignore
    return getattr(value, "id", value)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_returned_as_the_contract_has_it(name: str, package: ModuleType) -> None:
    _, annotation, exchanged = ANSWERS[name]
    returned = described(package, name).sync_detailed.__annotations__["return"]
    assert returned.replace('"', "'") == f"_core.Response[{annotation}]"
    for status, content, result in exchanged:
        content = content if isinstance(content, bytes) else json.dumps(content).encode()
        animals = client(package, Connection(httpx.Response(status, content=content)))
        assert ids(getattr(animals, name)(zoo_id="z")) == result


def test_the_fields_of_a_model_stand_for_no_other_result(package: ModuleType) -> None:
    assert described(package, "same").OPERATION.model is package.Animal
    assert described(package, "several").OPERATION.model is None


def test_the_media_types_of_answers_are_asked_for(package: ModuleType) -> None:
    operations: dict[str, Operation[Any]] = {
        name: described(package, name).OPERATION for name in ANSWERS
    }
    assert {name: it.accept for name, it in operations.items() if it.accept != JSON} == {
        "csv": "text/csv",
        "photo": "image/png",
    }
    assert operations["bare"].answer == "json"


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_taken_and_sent_as_the_contract_has_it(name: str, package: ModuleType) -> None:
    body, annotations, exchanged = BODIES[name]
    http = Connection({"id": "a"})
    method = getattr(client(package, http), name)
    parameters = inspect.signature(method).parameters
    said = {each: str(parameters[each].annotation).replace('"', "'") for each in annotations}
    assert said == annotations
    assert parameters.keys() == {"zoo_id", *annotations, "options"}
    for arguments, content in exchanged:
        method(zoo_id="z", **arguments)
        assert http.sent[-1].content == content
        (media_type,) = body["content"]
        assert http.sent[-1].headers.get("content-type", media_type) == media_type


@pytest.mark.parametrize(
    ("media_type", "schema", "inside", "says"),
    [
        (
            "application/x-www-form-urlencoded",
            {"type": "object", "properties": {"a": TEXT}},
            (),
            "only JSON, multipart/form-data and bodies that are sent as given are supported",
        ),
        ("multipart/form-data", TEXT, ("schema",), "the parts of a form must be properties"),
    ],
)
def test_a_form_that_cannot_be_filled_in_is_refused(
    media_type: str,
    schema: Json,
    inside: tuple[str, ...],
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = zoo()
    put(*ANIMALS, "requestBody", value={"content": {media_type: {"schema": schema}}})(data)
    line = refused(tmp_path, capsys, spec=write(tmp_path, data))
    place = " > ".join([*ANIMALS, "requestBody", "content", media_type, *inside])
    assert line.partition(": ")[2] == f"{place}: {says}"


def test_a_form_takes_files(package: ModuleType) -> None:
    http = Connection({"id": "a"})
    method = client(package, http).upload
    said = {name: str(p.annotation) for name, p in inspect.signature(method).parameters.items()}
    file = "bytes | str | tuple[str, bytes | str]"
    assert said == {
        "zoo_id": "str",
        "photo": file,
        "name": "str | _core.Omit",
        "more": f"Iterable[{file}] | _core.Omit",
        "options": "Unpack[_core.RequestOptions]",
    }
    method(zoo_id="z", photo=("a.png", b"\xff"), name="b")
    assert http.sent[-1].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="photo"; filename="a.png"' in http.sent[-1].content
    assert b'name="name"\r\n\r\nb' in http.sent[-1].content
    assert "extra_body" not in str(inspect.getdoc(method))


def test_a_raw_body_is_described(package: ModuleType) -> None:
    method = client(package, Connection(None)).script
    said = " ".join(str(inspect.getdoc(method)).split())
    assert "body: A program. Sent as application/javascript. **options:" in said


@pytest.mark.check
@pytest.mark.parametrize("checker", CHECKERS)
def test_bodies_and_answers_are_typed_strictly(
    checker: str, package: ModuleType, tmp_path: Path
) -> None:
    require_strict_types(checker, tmp_path, folder_of(package))
