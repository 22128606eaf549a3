"""References are followed, and operations have their path's parameters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_contract import ContractError, Document, Json, read, read_published

_TEXT: Json = {"type": "string"}


def document(**schemas: Any) -> Document:
    return Document("a.yaml", {"paths": {}, "components": {"schemas": schemas}})


def reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def test_a_reference_is_followed_to_the_place_it_leads_to() -> None:
    contract = document(A=reference("B"), B=_TEXT)
    assert contract.follow(reference("A"), ("x",)) == (_TEXT, ("components", "schemas", "B"))
    assert contract.follow(_TEXT, ("x",)) == (_TEXT, ("x",))


def test_keys_beside_a_reference_replace_those_of_its_target() -> None:
    contract = document(A=reference("B") | {"nullable": True}, B=_TEXT | {"nullable": False})
    assert contract.resolve(reference("A")) == _TEXT | {"nullable": True}
    assert contract.resolve(_TEXT) is _TEXT


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("#/a~1b/c~0d", {"n": 1}),
        ("#/a%2Fb/c~0d", {"n": 1}),
        ("#/list/1", {"n": 2}),
    ],
)
def test_a_pointer_is_decoded(target: str, found: Json) -> None:
    contract = Document("a.yaml", {"a/b": {"c~d": {"n": 1}}, "list": [{}, {"n": 2}]})
    assert contract.follow({"$ref": target}, ())[0] == found


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("other.yaml#/A", "'other.yaml#/A' does not begin with '#/'"),
        ("file:///etc/passwd", "'file:///etc/passwd' does not begin with '#/'"),
        ("#/components/schemas/C", "there is no #/components/schemas/C"),
        ("#/list/7", "there is no #/list/7"),
        ("#/list/x", "there is no #/list/x"),
        ("#/list/0", "#/list/0 is not an object"),
        ("#/openapi/x", "there is no #/openapi/x"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(target: str, problem: str) -> None:
    contract = Document("a.yaml", {"openapi": "3.0.3", "list": [1]})
    with pytest.raises(ContractError) as caught:
        contract.follow({"$ref": target}, ("x",))
    assert str(caught.value) == f"a.yaml: x > $ref: {problem}"


def test_references_in_a_circle_are_refused() -> None:
    contract = document(A=reference("B"), B=reference("A"))
    with pytest.raises(ContractError, match="leads to itself"):
        contract.follow(reference("A"), ())
    with pytest.raises(ContractError, match="leads to itself"):
        contract.resolve(reference("A"))


def test_a_reference_out_of_the_document_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a:\n  b:\n    $ref: http://127.0.0.1/x\n")
    with pytest.raises(ContractError, match=r"^a.yaml:3: a > b > \$ref: 'http://127.0.0.1/x' does"):
        read(path)


def test_parameters_of_a_path_are_those_of_its_operations() -> None:
    shared: list[Json] = [
        {"name": "legs", "in": "query", "schema": _TEXT},
        {"name": "legs", "in": "header", "schema": _TEXT},
        {"$ref": "#/components/parameters/Tail"},
    ]
    tail: Json = {"name": "tail", "in": "query", "schema": _TEXT}
    own: Json = {"name": "legs", "in": "query", "schema": {"type": "integer"}}
    item: Json = {"parameters": shared, "get": {"parameters": [own]}, "post": {}}
    contract = Document(
        "a.yaml", {"paths": {"/a": item}, "components": {"parameters": {"Tail": tail}}}
    )
    get, post = contract.operations()
    at = ("paths", "/a")
    inherited = [
        (shared[1], (*at, "parameters", 1)),
        (tail, ("components", "parameters", "Tail")),
    ]
    assert contract.parameters(get) == [*inherited, (own, (*at, "get", "parameters", 0))]
    assert contract.parameters(post) == [(shared[0], (*at, "parameters", 0)), *inherited]


def test_bodies_and_successes() -> None:
    media: Json = {"schema": _TEXT}
    created: Json = {"content": {"application/json": media}}
    contract = Document(
        "a.yaml",
        {
            "paths": {
                "/a": {
                    "post": {
                        "requestBody": created,
                        "responses": {
                            "201": {"$ref": "#/components/responses/Created"},
                            "4XX": {"description": ""},
                        },
                    },
                    "delete": {
                        "requestBody": {"content": {"text/csv": {}}},
                        "responses": {"204": {"description": ""}},
                    },
                    "get": {},
                }
            },
            "components": {"responses": {"Created": created}},
        },
    )
    get, post, delete = contract.operations()
    inside = ("content", "application/json")
    assert contract.body(get) is None
    assert contract.body(delete) is None
    assert contract.body(post) == (media, ("paths", "/a", "post", "requestBody", *inside))
    place = ("components", "responses", "Created")
    assert contract.successes(post) == {"201": (created, place)}
    assert contract.json(created, place) == (media, (*place, *inside))
    assert list(contract.successes(delete)) == ["204"]


@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"]
)
def test_json_has_several_media_types(kind: str) -> None:
    message: Json = {"content": {"text/csv": {}, kind: {"schema": _TEXT}}}
    assert document().json(message, ()) == ({"schema": _TEXT}, ("content", kind))
    for other in ("text/csv", "application/jsonp", "application/json-seq"):
        assert document().json({"content": {other: {}}}, ()) is None


def test_json_is_read_without_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"a": {"b": 1}}')
    contract = read_published(path)
    assert contract.data == {"a": {"b": 1}}
    assert str(contract.error(("a", "b"), "is wrong")) == "a.json: a > b: is wrong"


def test_a_published_document_may_be_yaml(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: {b: 1}")
    assert read_published(path).data == {"a": {"b": 1}}


@pytest.mark.parametrize(
    ("text", "problem"), [(b"{\n1", ":2: is not JSON: "), (b"[]", ": must be an object")]
)
def test_a_file_that_is_not_json_is_refused(text: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(text)
    with pytest.raises(ContractError) as caught:
        read_published(path)
    assert str(caught.value).startswith(f"{path}{problem}")


def test_a_missing_json_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"no\.json: No such file or directory"):
        read_published(tmp_path / "no.json")


def test_a_document_without_paths_has_no_operations() -> None:
    assert [*Document("a.yaml", {"openapi": "3.0.3"}).operations()] == []
