"""Models: their values, and the JSON that they are written to."""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudflare_api_core import (
    APIResponseValidationError,
    Model,
    Rule,
    alternative,
    any_of,
    array,
    boolean,
    date_time,
    field,
    free_form,
    integer,
    model,
    nested,
    nullable,
    number,
    text,
)

from .support import fuzz


@model
class Toy(Model):
    name: str = field(text)
    price: float | None = field(number, default=None)


@model
class Cat(Model):
    id: str = field(text)
    kind: Literal["tabby", "tom"] | str = field(text)
    tricks: list[dict[str, Any]] = field(array(free_form))
    best: Toy | None = field(nested(lambda: Toy), default=None)
    toys: list[Toy] | None = field(array(nested(lambda: Toy)), default=None)
    born: datetime | None = field(date_time, default=None)
    lives: int | None = field(integer, default=None)
    tame: bool | None = field(boolean, default=None)
    names: list[str] | None = field(array(text), default=None)
    notes: dict[str, Any] | None = field(free_form, default=None)
    from_: str | None = field(text, default=None, name="from")
    chip: str | None = field(text, default=None, secret=True)


_SOURCE: dict[str, Any] = {
    "id": "a",
    "kind": "cyborg",
    "tricks": [{"name": "roll", "schema": {"type": "object", "x": None}}],
    "best": {"name": "ball", "price": "free", "colour": "red"},
    "toys": [{"name": "mouse"}, {"name": "bell", "price": 1}],
    "born": "some day in spring",
    "lives": 9.0,
    "tame": 0,
    "names": ["Tom", "Thomas"],
    "notes": {"a": {"b": [1]}},
    "from": "Rome",
    "owner": {"id": 5},
}


def _cat(**members: Any) -> Cat:
    return Cat.from_dict(_SOURCE | members)


def test_a_model_is_typed_data() -> None:
    cat = _cat(born="2026-03-11 15:00:58")
    assert (cat.id, cat.kind, cat.lives, cat.tame, cat.from_) == ("a", "cyborg", 9, False, "Rome")
    assert cat.born == datetime(2026, 3, 11, 15, 0, 58, tzinfo=UTC)
    assert cat.best is not None
    assert (cat.best.name, cat.best.price) == ("ball", None)
    assert cat.toys == [Toy(name="mouse"), Toy(name="bell", price=1)]
    assert type(cat.tricks[0]) is dict
    assert json.dumps(cat.tricks)
    assert cat.additional_properties == {"owner": {"id": 5}}
    assert cat.best.additional_properties == {"colour": "red"}


def test_decoded_json_is_written_unchanged() -> None:
    assert _cat().to_dict() == _SOURCE
    assert json.dumps(_cat().to_dict(), sort_keys=True) == json.dumps(_SOURCE, sort_keys=True)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
_MAYBE_TOY = st.fixed_dictionaries({"name": st.text()}, optional={"price": _JSON, "hue": _JSON})
_SCALARS = dict.fromkeys(["born", "lives", "tame", "from", "chip", "else", "from_"], _JSON)
_CATS = st.fixed_dictionaries(
    {"id": st.text(), "kind": st.text()},
    optional={
        **_SCALARS,
        "tricks": st.none() | st.lists(st.dictionaries(st.text(max_size=4), _JSON), max_size=3),
        "best": st.none() | _MAYBE_TOY,
        "toys": st.none() | st.lists(_MAYBE_TOY, max_size=3),
        "names": st.none() | st.lists(st.text(), max_size=3),
        "notes": st.none() | st.dictionaries(st.text(max_size=4), _JSON),
    },
)


@fuzz
@given(_CATS)
def test_any_decoded_json_is_written_unchanged(source: dict[str, Any]) -> None:
    before = json.dumps(source)
    assert json.dumps(Cat.from_dict(source).to_dict(), sort_keys=True) == json.dumps(
        source, sort_keys=True
    )
    assert json.dumps(source) == before
    assert attrs.evolve(Cat.from_dict(source), id="b").to_dict() == source | {"id": "b"}


@fuzz
@given(st.dictionaries(st.sampled_from([*_SOURCE, "chip", "else"]), _JSON))
def test_any_json_is_written_unchanged_or_refused_by_place(members: dict[str, Any]) -> None:
    try:
        written = _cat(**members).to_dict()
    except APIResponseValidationError as error:
        place = re.match(r"Cat: (\w+)", str(error))
        written = _SOURCE | members if place and place[1] in members else {"refused": str(error)}
    assert written == _SOURCE | members


def test_changes_of_the_source_do_not_change_a_model() -> None:
    source = copy.deepcopy(_SOURCE)
    cat = Cat.from_dict(source)
    source["notes"]["a"]["b"].append(2)
    source["toys"][0]["name"] = "changed"
    source["id"] = "changed"
    assert cat.to_dict() == _SOURCE
    written = cat.to_dict()
    written["notes"]["a"]["b"].append(2)
    written["tricks"].clear()
    written["owner"]["id"] = "changed"
    assert cat.to_dict() == _SOURCE
    cat.tricks[0]["name"] = "changed"
    assert source["tricks"] == _SOURCE["tricks"]


def test_any_mapping_will_do() -> None:
    nested_mapping = MappingProxyType({"a": MappingProxyType({"b": [1]})})
    cat = Cat.from_dict(MappingProxyType(_SOURCE | {"notes": nested_mapping}))
    assert cat.to_dict() == _SOURCE | {"notes": {"a": {"b": [1]}}}


def _set(**members: Any) -> Callable[[Cat], None]:
    def change(cat: Cat) -> None:
        for name, value in members.items():
            setattr(cat, name, value)

    return change


def _within(cat: Cat) -> None:
    assert cat.best is not None
    assert cat.toys
    assert cat.notes
    cat.best.name = "string"
    cat.toys[1].price = 2.5
    cat.toys[1].additional_properties["hue"] = "blue"
    cat.notes["a"]["b"].append(2)
    cat.tricks[0]["schema"]["x"] = 5
    cat.additional_properties["owner"]["id"] = 6
    cat.additional_properties["new"] = 7


_MOMENT = datetime(2026, 3, 11, 15, 0, 58, 500_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_set(id="b"), {"id": "b"}),
        (_set(born=_MOMENT), {"born": "2026-03-11T15:00:58.500000Z"}),
        (_set(from_="Oslo"), {"from": "Oslo"}),
        (_set(chip="123"), {"chip": "123"}),
        (_set(lives=None), {"lives": None}),
        (_set(tame=True), {"tame": True}),
        (_set(tame=None), {"tame": None}),
        (_set(names=["Tim"]), {"names": ["Tim"]}),
        (_set(names=[]), {"names": []}),
        (_set(toys=[Toy(name="new")]), {"toys": [{"name": "new"}]}),
        (_set(toys=None), {"toys": None}),
        (_set(best=None), {"best": None}),
        (_set(best=Toy(name="new", price=2)), {"best": {"name": "new", "price": 2}}),
        (_set(notes={}), {"notes": {}}),
        (_set(notes={"day": _MOMENT.date()}), {"notes": {"day": "2026-03-11"}}),
        (
            _within,
            {
                "best": {"name": "string", "price": "free", "colour": "red"},
                "toys": [{"name": "mouse"}, {"name": "bell", "price": 2.5, "hue": "blue"}],
                "notes": {"a": {"b": [1, 2]}},
                "tricks": [{"name": "roll", "schema": {"type": "object", "x": 5}}],
                "owner": {"id": 6},
                "new": 7,
            },
        ),
    ],
)
def test_only_changed_members_are_written_changed(
    change: Callable[[Cat], None], expected: dict[str, Any]
) -> None:
    cat = _cat()
    change(cat)
    assert cat.to_dict() == _SOURCE | expected


def test_arrays_changed_in_place_go_back_changed() -> None:
    cat = _cat()
    assert cat.names is not None
    assert cat.toys is not None
    cat.names.append("Tim")
    cat.toys.reverse()
    cat.tricks.clear()
    assert cat.to_dict() == _SOURCE | {
        "names": ["Tom", "Thomas", "Tim"],
        "toys": _SOURCE["toys"][::-1],
        "tricks": [],
    }


def test_a_filled_absent_field_is_written() -> None:
    source = {"id": "a", "kind": "tom"}
    cat = Cat.from_dict(source)
    assert cat.to_dict() == source
    cat.tricks.append({"name": "sit"})
    assert cat.to_dict() == source | {"tricks": [{"name": "sit"}]}


def test_a_model_made_by_the_program_writes_its_values() -> None:
    cat = Cat(id="a", kind="tom", tricks=[], best=Toy(name="ball"), born=_MOMENT, from_="Rome")
    assert cat.to_dict() == {
        "id": "a",
        "kind": "tom",
        "tricks": [],
        "best": {"name": "ball"},
        "born": "2026-03-11T15:00:58.500000Z",
        "from": "Rome",
    }
    assert Cat.from_dict(cat.to_dict()) == cat


def test_a_required_none_is_written() -> None:
    @model
    class Bone(Model):
        owner: str | None = field(nullable(text))
        length: float | None = field(number, default=None)

    assert Bone(owner=None).to_dict() == {"owner": None}


def test_models_are_equal_by_value() -> None:
    assert _cat() == _cat()
    assert _cat() != _cat(id="b")
    assert _cat() != _cat(owner={"id": 6})
    assert (
        Toy(name="a")
        == Toy.from_dict({"name": "a"})
        == Toy.from_dict({"name": "a", "price": "free"})
    )
    assert Toy(name="a") != {"name": "a"}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Toy(name="a"))


def test_the_repr_of_a_model_names_its_fields() -> None:
    assert repr(Toy.from_dict({"name": "a", "hue": 1})) == "Toy(name='a', price=None)"


def test_a_secret_is_masked_in_the_repr() -> None:
    assert "s3cret" not in repr(_cat(chip="s3cret"))
    assert "chip='***'" in repr(_cat(chip="s3cret"))
    assert "chip=None" in repr(_cat())
    assert _cat(chip="s3cret").to_dict()["chip"] == "s3cret"


def test_a_secret_in_plain_json_is_masked_in_the_repr() -> None:
    @model
    class Owner(Model):
        pin: str | None = field(text, default=None, rule=Rule("string", secret=True))

    kinds = any_of(alternative(lambda: Toy, {}), free_form)
    rule = Rule(
        "any", any_of=(Rule("object", model=lambda: Toy), Rule("object", model=lambda: Owner))
    )

    @model
    class Box(Model):
        notes: Any = field(free_form)
        held: Any = field(kinds, rule=rule)

    box = Box.from_dict(
        {"notes": {"a": [{"api_key": "s3cret", "b": 1}]}, "held": {"pin": "s3cret"}}
    )
    assert repr(box) == "Box(notes={'a': [{'api_key': '***', 'b': 1}]}, held={'pin': '***'})"
    assert box.to_dict()["held"] == {"pin": "s3cret"}


def _pickled(cat: Cat) -> Any:
    return pickle.loads(pickle.dumps(cat))


@pytest.mark.parametrize(
    "travel",
    [_pickled, copy.copy, copy.deepcopy, attrs.evolve],
    ids=["pickle", "copy", "deepcopy", "evolve"],
)
def test_a_model_can_be_pickled_and_copied(travel: Callable[[Cat], Cat]) -> None:
    twin = travel(_cat())
    assert twin == _cat()
    assert twin.to_dict() == _SOURCE
    twin.id = "b"
    assert twin.to_dict() == _SOURCE | {"id": "b"}
    changed = _cat(id="c")
    changed.additional_properties["else"] = 1
    assert travel(changed).to_dict() == _SOURCE | {"id": "c", "else": 1}


def test_nesting_deeper_than_python_recurses_does_no_harm() -> None:
    deep: Any = []
    for _ in range(5_000):
        deep = [deep]
    cat = _cat(notes={"deep": deep}, owner=deep)
    written = cat.to_dict()
    depth, inner = 0, written["notes"]["deep"]
    while inner:
        depth, inner = depth + 1, inner[0]
    assert depth == 5_000
    assert written["owner"] is not deep


def test_a_value_that_holds_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cloudflare_api_core.models._DEEPEST", 1000)
    cat = _cat()
    assert cat.notes is not None
    cat.notes["all"] = cat.notes
    with pytest.raises(RecursionError, match=r"^nested too deeply$"):
        cat.to_dict()


def test_a_chain_of_models_deeper_than_python_recurses_is_refused() -> None:
    source: dict[str, Any] = {}
    for _ in range(5_000):
        source = {"next": source}
    with pytest.raises(APIResponseValidationError, match=r"^_Link: nested too deeply$") as caught:
        _Link.from_dict(source)
    assert caught.value.__context__ is None


@model
class _Link(Model):
    next: _Link | None = field(nested(lambda: _Link), default=None)
