"""Unions and maps: their types, their models, and their values in requests."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest

from .support import (
    ANIMALS,
    CHECKERS,
    Connection,
    Json,
    build,
    folder_of,
    operation,
    require_strict_types,
    zoo,
)

TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def obj(*required: str, **properties: Json) -> Json:
    schema: Json = {"type": "object", "properties": properties}
    return schema | ({"required": [*required]} if required else {})


def kind(*values: str) -> Json:
    return TEXT | {"enum": [*values]}


SCHEMAS: dict[str, Json] = {
    "Cat": obj("kind", kind=kind("cat"), lives=WHOLE, owner=ref("Owner")),
    "Dog": obj("kind", "name", kind=kind("dog", "wolf"), name=TEXT),
    "Fish": obj(water=kind("sweet", "salt"), depth={"type": "number"}),
    "Bird": obj(wings=WHOLE, colour=TEXT, password=TEXT | {"writeOnly": True}),
    "Owner": obj("id", id=TEXT),
    "Swimmer": {"title": "Swimmer", "anyOf": [ref("Fish"), ref("Bird")]},
    "Visitor": {
        "oneOf": [ref("Owner"), ref("Bird")],
        "discriminator": {
            "propertyName": "as",
            "mapping": {"owner": "#/components/schemas/Owner", "bird": "#/components/schemas/Bird"},
        },
    },
    "Fruit": {
        "oneOf": [ref("Apple"), ref("Pear")],
        "discriminator": {"propertyName": "kind", "mapping": {"a": "#/components/schemas/Apple"}},
    },
    "Apple": obj("kind", kind=kind("a", "Pear"), size=WHOLE),
    "Pear": obj("kind", kind=kind("a", "Pear"), size=WHOLE),
    "Guest": {
        "oneOf": [ref("Owner"), ref("Bird")],
        "discriminator": {"propertyName": "as"},
    },
}
for named in ("Owner", "Bird"):
    SCHEMAS[named]["properties"]["as"] = TEXT

# Name of the property: its schema, its annotation, and values with their decoded forms.
KINDS: dict[str, tuple[Json, str, list[tuple[Any, Any]]]] = {
    "mixed": ({"anyOf": [TEXT, WHOLE]}, "str | int | None", [("a", "a"), (1, 1), (True, None)]),
    "marked": (
        {"oneOf": [ref("Cat"), ref("Dog")]},
        "_models.Cat | _models.Dog | dict[str, Any] | None",
        [
            ({"kind": "cat"}, "Cat"),
            ({"kind": "wolf", "name": "a"}, "Dog"),
            ({"kind": "dog"}, {"kind": "dog"}),
            ({"kind": "cow", "name": "a"}, {"kind": "cow", "name": "a"}),
        ],
    ),
    "nested": (
        {"anyOf": [{"oneOf": [ref("Cat"), ref("Dog")]}, ref("Visitor"), TEXT]},
        "_models.Cat | _models.Dog | _models.Owner | _models.Bird | str | dict[str, Any] | None",
        [
            ({"kind": "cat"}, "Cat"),
            ({"as": "bird", "wings": 2}, "Bird"),
            ({"as": "x"}, {"as": "x"}),
            ("a", "a"),
        ],
    ),
    "swimmer": (
        ref("Swimmer"),
        "_models.Fish | _models.Bird | dict[str, Any] | None",
        [({}, "Fish"), ({"wings": 2}, "Bird"), ({"depth": 1.5}, "Fish")],
    ),
    "visitor": (
        ref("Visitor"),
        "_models.Owner | _models.Bird | dict[str, Any] | None",
        [
            ({"as": "bird"}, "Bird"),
            ({"as": "owner", "id": "a"}, "Owner"),
            ({"as": "x"}, {"as": "x"}),
        ],
    ),
    "guest": (
        ref("Guest"),
        "_models.Owner | _models.Bird | dict[str, Any] | None",
        [({"as": "Bird"}, "Bird"), ({"as": "bird"}, {"as": "bird"})],
    ),
    "fruit": (
        ref("Fruit"),
        "_models.Apple | _models.Pear | dict[str, Any] | None",
        [({"kind": "a"}, "Apple"), ({"kind": "Pear"}, "Pear"), ({"kind": "x"}, {"kind": "x"})],
    ),
    "one_or_more": (
        {"anyOf": [ref("Owner"), {"type": "array", "items": ref("Owner")}, TEXT]},
        "_models.Owner | list[_models.Owner] | str | list[Any] | dict[str, Any] | None",
        [({"id": "a"}, "Owner"), ("a", "a"), ([{"id": "a"}], ["Owner"]), ([{}], [{}])],
    ),
    "map": (
        {"type": "object", "additionalProperties": WHOLE},
        "dict[str, int] | None",
        [({"a": 1}, {"a": 1}), ({}, {})],
    ),
    "map_of_models": (
        {"type": "object", "additionalProperties": ref("Owner")},
        "dict[str, _models.Owner] | None",
        [({"a": {"id": "b"}}, {"a": "Owner"})],
    ),
    "map_of_unions": (
        {"type": "object", "additionalProperties": {"nullable": True, "anyOf": [WHOLE, TEXT]}},
        "dict[str, int | str | None] | None",
        [({"a": 1, "b": None, "c": "d"}, {"a": 1, "b": None, "c": "d"})],
    ),
    "open": (
        {"type": "object", "properties": {"id": TEXT}, "additionalProperties": WHOLE},
        "_models.AnimalOpen | None",
        [({"id": "a", "b": 1}, "AnimalOpen")],
    ),
    "closed": (
        {"type": "object", "additionalProperties": False},
        "dict[str, Any] | None",
        [({"a": 1}, {"a": 1})],
    ),
    "inline": (
        {"anyOf": [obj("legs", legs=WHOLE) | {"title": "Legged animal"}, obj("fins", fins=WHOLE)]},
        "_models.AnimalInlineLeggedAnimal | _models.AnimalInlineType1 | dict[str, Any] | None",
        [({"legs": 4}, "AnimalInlineLeggedAnimal"), ({"fins": 4}, "AnimalInlineType1")],
    ),
    "number": ({"type": "integer", "enum": [1, 2]}, "Literal[1, 2] | int | None", [(1, 1), (3, 3)]),
    "flag": ({"type": "boolean", "enum": [True]}, "Literal[True] | bool | None", [(False, False)]),
    "keys": (
        {"type": "object", "additionalProperties": TEXT | {"writeOnly": True}},
        "dict[str, str] | None",
        [({"a": "hunter2"}, {"a": "hunter2"})],
    ),
    "photo": (TEXT | {"format": "binary"}, "str | None", [("a", "a")]),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    data = zoo()
    properties = {name: each[0] for name, each in KINDS.items()}
    data["components"]["schemas"] = SCHEMAS | {"Animal": obj(**properties)}
    for name, result in {"find": ref("Swimmer"), "count": properties["map"]}.items():
        data["paths"][f"{ANIMALS[1]}/{name}"] = {"get": operation(name, result)}
    tags = {"type": "array", "title": "Old tags.", "items": TEXT, "minItems": 1, "maxItems": 2}
    data["paths"][f"{ANIMALS[1]}/find"]["get"]["parameters"] += [
        {"name": "old", "in": "query", "deprecated": True, "schema": TEXT},
        {"name": "tags", "in": "query", "schema": tags | {"uniqueItems": True}},
    ]
    content = {"application/json": {"schema": obj("id", id=TEXT, **properties)}}
    data["paths"][ANIMALS[1]]["put"] = operation(
        "keep", ref("Animal"), requestBody={"content": content}
    )
    return build(tmp_path_factory.mktemp("unions"), data)


def names(value: Any) -> Any:
    """A value with the name of its class for each model."""
    if isinstance(value, list):
        return [names(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {key: names(each) for key, each in value.items()}  # pyright: ignore
    return type(value).__name__ if hasattr(value, "to_dict") else value


@pytest.mark.parametrize("name", KINDS)
def test_a_value_is_read_as_the_branch_that_fits(name: str, package: ModuleType) -> None:
    _, annotation, values = KINDS[name]
    assert package.Animal.__annotations__[name].replace('"', "'") == annotation
    assert get_type_hints(package.Animal)
    for given, read in values:
        animal = package.Animal.from_dict({name: given})
        assert names(getattr(animal, name)) == read
        assert animal.to_dict() == {name: given}
        assert "hunter2" not in repr(animal)


class Zoo:
    """A client of the zoo that records its requests."""

    def __init__(self, package: Any, result: object = None) -> None:
        http = Connection(result or {})
        self.sent = http.sent
        self.animals: Any = package.Cloudflare(api_token="t", http_client=http).animals

    def kept(self, **arguments: Any) -> Any:
        self.animals.keep(zoo_id="z", **arguments)
        return json.loads(self.sent[-1].content) if self.sent[-1].content else None


def test_a_whole_result_is_read_as_the_branch_that_fits(package: ModuleType) -> None:
    assert names(Zoo(package, {"wings": 2}).animals.find(zoo_id="z")) == "Bird"
    assert Zoo(package, {"a": 1}).animals.count(zoo_id="z") == {"a": 1}


def test_a_body_takes_any_of_the_kinds(package: ModuleType) -> None:
    zoo = Zoo(package)
    marked = inspect.signature(zoo.animals.keep).parameters["marked"].annotation
    assert marked == "_models.Cat | Mapping[str, object] | _models.Dog | _core.Omit"
    bird = package.Bird.from_dict({"wings": 2, "tail": 1})
    given = {
        "swimmer": bird,
        "one_or_more": iter([{"id": "a"}]),
        "map_of_models": {"b": {"id": "c"}},
    }
    sent = zoo.kept(id="i", mixed=1, marked={"kind": "dog", "name": "a"}, **given)
    assert sent == {
        "id": "i",
        "mixed": 1,
        "marked": {"kind": "dog", "name": "a"},
        "swimmer": {"wings": 2, "tail": 1},
        "one_or_more": [{"id": "a"}],
        "map_of_models": {"b": {"id": "c"}},
    }


def test_an_optional_body_is_not_sent_without_members(package: ModuleType) -> None:
    zoo = Zoo(package)
    assert zoo.kept() is None
    assert "content-type" not in zoo.sent[-1].headers
    with pytest.raises(ValueError, match=r"^Expected a value for `id` but received omit$"):
        zoo.kept(number=1)
    said = " ".join(str(inspect.getdoc(zoo.animals.keep)).split())
    assert "id: Required if another member of the body is given." in said


def test_titles_and_rarer_rules_are_documented(package: ModuleType) -> None:
    assert package.AnimalInlineLeggedAnimal.__doc__ == "Legged animal"
    said = " ".join(str(inspect.getdoc(Zoo(package).animals.find)).split())
    assert "old: Deprecated. tags: Old tags. 1 to 2 items. No item twice." in said


_WRONG: list[tuple[Json, str]] = [
    ({"mixed": []}, "Expected `mixed` to be of type string or integer but received []"),
    (
        {"marked": {"kind": "dog", "nam": "a"}},
        "Expected no member `marked.nam`: did you mean `name`? (as Dog)",
    ),
    ({"marked": {"kind": "cow"}}, "Expected `marked.kind` to be one of cat but received 'cow'"),
    (
        {"one_or_more": [{}]},
        "Expected a value for `one_or_more[0].id` (as a value of type array)",
    ),
    ({"nested": 5}, "Expected `nested` to be of type object or string but received 5"),
    ({"map": {"a": "b"}}, "Expected `map.a` to be of type integer but received 'b'"),
    ({"open": {"b": "c"}}, "Expected `open.b` to be of type integer but received 'c'"),
    ({"number": 3}, "Expected `number` to be one of 1, 2 but received 3"),
]


@pytest.mark.parametrize(("given", "line"), _WRONG)
def test_the_error_is_that_of_the_nearest_kind(given: Json, line: str, package: ModuleType) -> None:
    with pytest.raises(ValueError, match=r"^Expected ") as caught:
        Zoo(package).kept(id="i", **given)
    assert str(caught.value).startswith(line)


@pytest.mark.check
@pytest.mark.parametrize("checker", CHECKERS)
def test_unions_and_maps_are_typed_strictly(
    checker: str, package: ModuleType, tmp_path: Path
) -> None:
    require_strict_types(checker, tmp_path, folder_of(package))
