"""Changes of shared.yaml and every row that they must give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from tests.generator.support import Json
from tests.tools.breaking.support import field_of, schema_of
from tools.breaking.changes import Verdict

__all__ = ["SHARED_EDITS", "Row", "SharedEdit"]

NONE, TYPES, BREAKS = Verdict.NONE, Verdict.TYPES, Verdict.BREAKS
Row = tuple[str, Verdict, Verdict]


@frozen
class SharedEdit:
    """A change of shared.yaml, and by place the description and the verdict for each audience."""

    change: Callable[[Json], object]
    rows: dict[str, Row]


def _field(name: str, **more: Any) -> Callable[[Json], object]:
    """Change a field wherever it is used."""

    def change(data: Json) -> None:
        field = field_of(data, name)
        field.update(more)
        for key in [key for key, value in more.items() if value is None]:
            del field[key]

    return change


def _properties(data: Json, schema: str) -> Json:
    properties: Json = schema_of(data, schema)["properties"]
    return properties


def _renamed(schema: str, old: str, new: str) -> Callable[[Json], object]:
    def change(data: Json) -> None:
        properties = _properties(data, schema)
        properties[new] = properties.pop(old)

    return change


def _removed(schema: str, field: str) -> Callable[[Json], object]:
    return lambda data: _properties(data, schema).pop(field)


def _copied(field: str, schema: str, name: str, *required: str) -> Callable[[Json], object]:
    """Use a field of Animal in another schema."""

    def change(data: Json) -> None:
        _properties(data, schema)[name] = _properties(data, "Animal")[field]
        if required:
            schema_of(data, schema)["required"] = [*required]

    return change


def _required(schema: str, *fields: str) -> Callable[[Json], object]:
    return lambda data: schema_of(data, schema).update(required=[*fields])


def _identifier(**more: Any) -> Callable[[Json], object]:
    def change(data: Json) -> None:
        schemas = data["components"]["schemas"]
        item = data["paths"]["/zoos/{zoo_id}/animals/{id}"]
        schemas.get("Identifier", item["parameters"][0]["schema"]).update(more)

    return change


def _ask_for_diet(data: Json) -> None:
    diet = schema_of(data, "Diet")
    diet["properties"]["food"] = {"type": "string"}
    diet["required"] = ["food"]
    _properties(data, "AnimalCreate")["diet"] = {"$ref": "#/components/schemas/Diet"}


def _default_of_one_use(data: Json) -> None:
    properties = _properties(data, "AnimalUpdate")
    node, default = properties["name"], {"default": "Rex"}
    properties["name"] = ({"allOf": [node]} if "$ref" in node else node) | default


def _ask_for_no_keeper(data: Json) -> None:
    del _properties(data, "AnimalCreate")["keeper"]
    _properties(data, "Keeper")["phone"]["maxLength"] = 20


def _another_status(data: Json) -> None:
    answers = data["paths"]["/zoos/{zoo_id}/animals"]["post"]["responses"]
    answers["201"] = answers.pop("200")


def _deprecate_operation(data: Json) -> None:
    data["paths"]["/zoos/{zoo_id}/animals/{id}"]["get"]["deprecated"] = True


def _narrower(field: str, what: str, answer: Verdict = NONE) -> dict[str, Row]:
    asked = (what, BREAKS, BREAKS)
    used = {f"createAnimal({field})": asked, f"updateAnimal({field})": asked}
    # A keeper is in the request of createAnimal, too.
    keeper = {"Keeper.name": asked} if field == "name" else {}
    return {f"Animal.{field}": (what, answer, answer), **used, **keeper}


def _wider(field: str, what: str, answer: Verdict = NONE, asked: Verdict = NONE) -> dict[str, Row]:
    used = {f"{name}Animal({field})": (what, asked, NONE) for name in ("create", "update")}
    keeper = {"Keeper.name": (what, answer, BREAKS)} if field == "name" else {}
    return {f"Animal.{field}": (what, answer, BREAKS), **used, **keeper}


def _same(field: str, what: str) -> dict[str, Row]:
    places = (f"Animal.{field}", f"createAnimal({field})", f"updateAnimal({field})")
    return dict.fromkeys(places, (what, NONE, NONE))


SHARED_EDITS: Final[dict[str, SharedEdit]] = {
    "request: member removed": SharedEdit(
        _removed("AnimalUpdate", "legs"), {"updateAnimal(legs)": ("removed", BREAKS, BREAKS)}
    ),
    "request: deprecated member removed": SharedEdit(
        _removed("AnimalUpdate", "tail"), {"updateAnimal(tail)": ("removed", BREAKS, BREAKS)}
    ),
    "answer: member removed": SharedEdit(
        _removed("Animal", "legs"), {"Animal.legs": ("removed", BREAKS, BREAKS)}
    ),
    "both ways: member removed": SharedEdit(
        _removed("Keeper", "phone"), {"Keeper.phone": ("removed", BREAKS, BREAKS)}
    ),
    "request: member renamed": SharedEdit(
        _renamed("AnimalCreate", "home", "address"),
        {
            "createAnimal(home)": ("removed", BREAKS, BREAKS),
            "createAnimal(address)": ("added", NONE, NONE),
        },
    ),
    "answer: member renamed": SharedEdit(
        _renamed("Animal", "home", "address"),
        {"Animal.home": ("removed", BREAKS, BREAKS), "Animal.address": ("added", NONE, NONE)},
    ),
    "both ways: member renamed": SharedEdit(
        _renamed("Keeper", "phone", "mobile"),
        {"Keeper.phone": ("removed", BREAKS, BREAKS), "Keeper.mobile": ("added", NONE, NONE)},
    ),
    "request: member added": SharedEdit(
        _copied("keeper", "AnimalUpdate", "keeper"),
        {"updateAnimal(keeper)": ("added", NONE, NONE)},
    ),
    "request: required member added": SharedEdit(
        _copied("home", "AnimalCreate", "birthplace", "name", "birthplace"),
        {"createAnimal(birthplace)": ("added, required", BREAKS, BREAKS)},
    ),
    "answer: member added": SharedEdit(
        _copied("home", "Animal", "birthplace"), {"Animal.birthplace": ("added", NONE, NONE)}
    ),
    "both ways: required member added": SharedEdit(
        _copied("home", "Keeper", "home", "name", "home"),
        {"Keeper.home": ("added, required", BREAKS, BREAKS)},
    ),
    "a schema of answers comes into a request, with a new required member": SharedEdit(
        _ask_for_diet,
        {"createAnimal(diet)": ("added", NONE, NONE), "Diet.food": ("added", NONE, NONE)},
    ),
    "a schema leaves the requests, and gets a bound": SharedEdit(
        _ask_for_no_keeper,
        {
            "createAnimal(keeper)": ("removed", BREAKS, BREAKS),
            "Keeper.phone": ("maxLength none → 20", NONE, NONE),
        },
    ),
    "maxLength lower": SharedEdit(
        _field("name", maxLength=50), _narrower("name", "maxLength 350 → 50")
    ),
    "maxLength higher": SharedEdit(
        _field("name", maxLength=400), _wider("name", "maxLength 350 → 400")
    ),
    "maxLength removed": SharedEdit(
        _field("name", maxLength=None), _wider("name", "maxLength 350 → none")
    ),
    "minLength added": SharedEdit(_field("name", minLength=1), _narrower("name", "minLength")),
    "minLength of 0 added": SharedEdit(
        _field("home", minLength=0), _same("home", "minLength none → 0")
    ),
    "minimum higher": SharedEdit(_field("legs", minimum=2), _narrower("legs", "minimum 0 → 2")),
    "maximum lower": SharedEdit(_field("legs", maximum=8), _narrower("legs", "maximum 1000 → 8")),
    "maximum removed": SharedEdit(
        _field("legs", maximum=None), _wider("legs", "maximum 1000 → none")
    ),
    "bound of items lower": SharedEdit(
        _field("tags", items={"type": "string", "maxLength": 10}),
        _narrower("tags", "items maxLength 20 → 10"),
    ),
    "pattern added": SharedEdit(_field("name", pattern="^[a-z]+$"), _narrower("name", "pattern")),
    "pattern of identifiers changed": SharedEdit(
        _identifier(pattern="^[a-f0-9]+$"),
        dict.fromkeys(
            (
                "createAnimal(zoo_id)",
                *(
                    f"{name}Animal({argument})"
                    for name in ("read", "update")
                    for argument in ("zoo_id", "id")
                ),
            ),
            ("pattern", BREAKS, BREAKS),
        ),
    ),
    "type changed": SharedEdit(
        _field("legs", type="string", minimum=None, maximum=None, default=None),
        _narrower("legs", "type integer → string", BREAKS),
    ),
    "integer becomes number": SharedEdit(
        _field("legs", type="number"), _wider("legs", "type integer → number", BREAKS)
    ),
    "type of items changed": SharedEdit(
        _field("tags", items={"type": "integer"}),
        _narrower("tags", "items type string → integer", BREAKS),
    ),
    "format changed": SharedEdit(
        _field("home", format="date-time"), _narrower("home", "format uri → date-time", BREAKS)
    ),
    "format removed": SharedEdit(
        _field("born", format=None),
        _wider("born", "format date-time → none", BREAKS, asked=BREAKS),
    ),
    "enum value removed": SharedEdit(_field("kind", enum=["cat"]), _narrower("kind", "enum -dog")),
    "enum value added": SharedEdit(
        _field("kind", enum=["cat", "dog", "eel"]), _wider("kind", "enum +eel")
    ),
    "enum in another order": SharedEdit(_field("kind", enum=["dog", "cat"]), {}),
    "enum removed": SharedEdit(_field("kind", enum=None), _wider("kind", "enum cat, dog → none")),
    "may be null": SharedEdit(_field("name", nullable=True), _wider("name", "may be null", TYPES)),
    "no longer null": SharedEdit(
        _field("home", nullable=None), _narrower("home", "no longer null")
    ),
    "request: required": SharedEdit(
        _required("AnimalUpdate", "name"), {"updateAnimal(name)": ("required", BREAKS, BREAKS)}
    ),
    "request: no longer required": SharedEdit(
        lambda data: schema_of(data, "AnimalCreate").pop("required"),
        {"createAnimal(name)": ("no longer required", NONE, NONE)},
    ),
    "answer: no longer required": SharedEdit(
        _required("Animal", "name", "tags"), {"Animal.kind": ("no longer required", TYPES, BREAKS)}
    ),
    "answer: required": SharedEdit(
        _required("Animal", "name", "kind", "tags", "legs"),
        {"Animal.legs": ("required", NONE, NONE)},
    ),
    "both ways: no longer required": SharedEdit(
        lambda data: schema_of(data, "Keeper").pop("required"),
        {"Keeper.name": ("no longer required", TYPES, BREAKS)},
    ),
    "default changed": SharedEdit(_field("legs", default=2), _same("legs", "default 4 → 2")),
    "default of one use": SharedEdit(
        _default_of_one_use, {"updateAnimal(name)": ("default none → Rex", NONE, NONE)}
    ),
    "default removed": SharedEdit(_field("legs", default=None), _same("legs", "default 4 → none")),
    "deprecated": SharedEdit(_field("legs", deprecated=True), _same("legs", "deprecated")),
    "read-only": SharedEdit(_field("legs", readOnly=True), _narrower("legs", "readOnly")),
    "write-only": SharedEdit(_field("legs", writeOnly=True), _wider("legs", "writeOnly", BREAKS)),
    "one use has a schema of its own": SharedEdit(
        lambda data: _properties(data, "AnimalCreate").update(home={"type": "string"}),
        {"createAnimal(home)": ("no longer null", BREAKS, BREAKS)},
    ),
    "one use has a bound of its own": SharedEdit(
        lambda data: _properties(data, "AnimalUpdate").update(
            name={"type": "string", "maxLength": 20}
        ),
        {"updateAnimal(name)": ("maxLength 350 → 20", BREAKS, BREAKS)},
    ),
    "type of the page totals changed": SharedEdit(
        lambda data: _properties(data, "ResultInfo").update(total_count={"type": "string"}),
        {"ResultInfo.total_count": ("type integer → string", BREAKS, BREAKS)},
    ),
    "operation deprecated": SharedEdit(
        _deprecate_operation, {"readAnimal": ("deprecated", NONE, NONE)}
    ),
    "answers have another status": SharedEdit(
        _another_status,
        {
            f"{name}Animal {status}": (what, NONE, BREAKS)
            for name in ("create", "read", "update")
            for status, what in (("200", "removed"), ("201", "added"))
        },
    ),
}
