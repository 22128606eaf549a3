"""Bodies become arguments: named, typed and bound by the contract, and sent as it says."""

from __future__ import annotations

import inspect
import json
from types import ModuleType
from typing import Any

import pytest

from cloudflare_api_core import Parameter, Rule
from cloudflare_api_core.command_line.declaration import Command

from .support import ANIMALS, Connection, Json, build, operation, zoo

TEXT: Json = {"type": "string"}
LONG = "^" + r"\d" * 50 + "$"


@pytest.fixture(scope="module")
def zoo_with_bodies(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    data = zoo()
    meal: Json = {
        "type": "object",
        "description": "What an animal gets.",
        "required": ["food"],
        "properties": {
            "food": {"type": "string", "enum": ["hay", "fish"]},
            "kilos": {"type": "number", "minimum": 0, "nullable": True},
            "from": {"type": "string", "maxLength": 5},
            "then": {"type": "array", "items": {"$ref": "#/components/schemas/Meal"}},
            "password": {"type": "string", "format": "password"},
        },
    }
    fed: Json = {
        "type": "object",
        "required": ["id", "kind"],
        "properties": {
            "id": {"type": "string", "minLength": 2, "pattern": "^[a-z]+$", "description": "Whom."},
            "kind": {"type": "string", "enum": ["ape", "cat"]},
            "mood": {"type": "string", "nullable": True, "enum": ["calm", None]},
            "class": {"type": "integer", "format": "int64", "maximum": 9},
            "is-tame": {"type": "boolean", "default": False, "deprecated": True},
            "meals": {"type": "array", "items": {"$ref": "#/components/schemas/Meal"}},
            "first": {"$ref": "#/components/schemas/Meal"},
            "names": {"type": "array", "items": {"type": "string", "maxLength": 3}},
            "notes": {"type": "object", "additionalProperties": True},
            "secret": {"type": "string", "writeOnly": True, "maxLength": 4},
            "fed_at": {"type": "string", "format": "date-time", "readOnly": True},
        },
    }
    fed["required"].append("fed_at")
    meal["required"].append("eaten_at")
    meal["properties"]["eaten_at"] = {"type": "string", "readOnly": True}
    data["components"]["schemas"] |= {"Meal": meal, "Fed": fed}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Fed"}}}
    data["paths"][ANIMALS[1]]["post"] = operation(
        "feed",
        {"$ref": "#/components/schemas/Animal"},
        requestBody={"required": True, "content": content},
    )
    listed = [
        {"name": name, "in": place, "required": True, "schema": schema}
        for name, place, schema in (
            ("name", "query", TEXT | {"pattern": LONG}),
            ("animal_id", "path", TEXT),
            ("zoo_id", "path", TEXT),
        )
    ]
    data["paths"]["/zoos/{zoo_id}/animals/{animal_id}"] = {
        "delete": operation("free", None, parameters=listed)
    }
    return build(tmp_path_factory.mktemp("zoo"), data)


class Zoo:
    """A client of the zoo that records its requests."""

    def __init__(self, package: Any) -> None:
        self.package = package
        http = Connection({"id": "a"})
        self.sent = http.sent
        self.animals: Any = package.Cloudflare(api_token="t", http_client=http).animals

    def feed(self, **arguments: Any) -> Any:
        return self.animals.feed(zoo_id="z", **{"id": "ab", "kind": "ape"} | arguments)

    def body(self, **arguments: Any) -> Any:
        """The members that are sent besides the required arguments."""
        self.feed(**arguments)
        body = json.loads(self.sent[-1].content)
        assert (body.pop("id"), body.pop("kind")) == ("ab", "ape")
        return body


@pytest.fixture
def client(zoo_with_bodies: ModuleType) -> Zoo:
    return Zoo(zoo_with_bodies)


def test_the_signature_follows_the_contract(client: Zoo) -> None:
    signature = inspect.signature(client.animals.feed)
    said = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    meal = "_models.Meal | Mapping[str, object]"
    assert said == {
        "zoo_id": "str",
        "id": "str",
        "kind": "Literal['ape', 'cat']",
        "mood": "Literal['calm'] | _core.Omit | None",
        "class_": "int | _core.Omit",
        "is_tame": "bool | _core.Omit",
        "meals": f"Iterable[{meal}] | _core.Omit",
        "first": f"{meal} | _core.Omit",
        "names": "Iterable[str] | _core.Omit",
        "notes": "Mapping[str, object] | _core.Omit",
        "secret": "str | _core.Omit",
        "options": "Unpack[_core.RequestOptions]",
    }
    assert all(
        parameter.default is client.package.omit
        for parameter in signature.parameters.values()
        if "Omit" in str(parameter.annotation)
    )


def test_arguments_in_the_path_have_its_order_and_the_last_may_be_given_by_position(
    client: Zoo,
) -> None:
    method = client.animals.free
    assert [*inspect.signature(method).parameters] == ["animal_id", "zoo_id", "name", "options"]
    operation = client.package.api.animals.free_animals.OPERATION
    assert [p.argument for p in operation.parameters] == ["zoo_id", "animal_id", "name"]
    assert Command.of(operation, method).positional == ("zoo_id", "animal_id")


def test_the_docstring_follows_the_contract(client: Zoo) -> None:
    said = " ".join(str(inspect.getdoc(client.animals.feed)).split())
    assert "id: Whom. At least 2 characters. Pattern: `^[a-z]+$`. kind:" in said
    assert "is_tame: The server's default is false. Deprecated." in said
    assert "class_: At most 9." in said
    assert "int64" not in said
    assert f"name: Pattern: `{LONG}`." in " ".join(str(inspect.getdoc(client.animals.free)).split())


def test_the_rules_follow_the_contract(client: Zoo) -> None:
    module = client.package.api.animals.feed_animals
    rules: dict[str, Parameter] = {p.argument: p for p in module.OPERATION.parameters}
    assert rules["id"] == Parameter(
        "string", "id", "body", required=True, min_length=2, pattern="^[a-z]+$"
    )
    assert rules["mood"] == Parameter("string", "mood", "body", nullable=True, enum=("calm",))
    assert rules["is_tame"].name == "is-tame"
    assert rules["secret"].secret
    assert rules["names"].items == Rule("string", max_length=3)
    assert rules["meals"].items
    assert rules["meals"].items.model
    assert rules["meals"].items.model() is client.package.Meal


def test_an_omitted_argument_is_not_sent(client: Zoo) -> None:
    assert client.body() == {}
    assert client.sent[-1].headers["content-type"] == "application/json"
    assert client.sent[-1].method == "POST"


def test_null_is_sent_where_the_contract_allows_it(client: Zoo) -> None:
    assert client.body(mood=None) == {"mood": None}
    with pytest.raises(ValueError, match=r"^Expected `class_` to be of type integer but received"):
        client.feed(class_=None)


def test_names_on_the_wire_follow_the_contract(client: Zoo) -> None:
    assert client.body(class_=3, is_tame=True) == {"class": 3, "is-tame": True}


def test_nested_arguments_are_models_or_dicts(client: Zoo) -> None:
    meal = client.package.Meal.from_dict({"food": "hay", "from": "farm", "eaten_at": "noon"})
    rest = {"food": "fish", "kilos": None, "then": [meal]}
    sent = client.body(meals=(each for each in (meal, rest)), first=meal, notes={"a": [1]})
    hay = {"food": "hay", "from": "farm", "eaten_at": "noon"}
    assert sent == {"meals": [hay, rest | {"then": [hay]}], "first": hay, "notes": {"a": [1]}}


_BROKEN: list[tuple[Json, str]] = [
    ({"kind": "dog"}, "Expected `kind` to be one of ape, cat but received 'dog'"),
    ({"id": "A1"}, "Expected `id` to match ^[a-z]+$ but received 'A1'"),
    ({"names": "abc"}, "Expected `names` to be of type array but received 'abc'"),
    ({"names": ["abc", "abcd"]}, "Expected `names[1]` to have at most 3 characters but"),
    ({"notes": [1]}, "Expected `notes` to be of type object but received [1]"),
    ({"meals": [{}]}, "Expected a value for `meals[0].food`"),
    (
        {"meals": [{"eaten": "noon"}]},
        "Expected no member `meals[0].eaten`: did you mean `eaten_at`?",
    ),
    ({"meals": [{"food": "hay", "kilos": -1}]}, "Expected `meals[0].kilos` to be at least 0"),
    (
        {"first": {"food": "hay", "then": [{"food": "hay"}, {"food": 5}]}},
        "Expected `first.then[1].food` to be of type string but received 5",
    ),
    ({"secret": "s3cret"}, "Expected `secret` to have at most 4 characters"),
    (
        {"first": {"food": "hay", "password": 12345}},
        "Expected `first.password` to be of type string",
    ),
    ({"notes": {"a": {1}}}, "Expected `notes` to be a value that JSON can hold: Object"),
]


@pytest.mark.parametrize(("arguments", "line"), _BROKEN)
def test_an_argument_that_breaks_a_rule_is_not_sent(client: Zoo, arguments: Any, line: str) -> None:
    with pytest.raises(ValueError, match=r"^Expected") as caught:
        client.feed(**arguments)
    assert str(caught.value).startswith(line)
    assert "s3cret" not in str(caught.value)
    assert "12345" not in str(caught.value)
    assert client.sent == []
