"""Changes of base.yaml and the expected verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import frozen

from tools.breaking.changes import Verdict

__all__ = ["EDITS", "Edit"]

Json = dict[str, Any]
NONE, TYPES, BREAKS = Verdict.NONE, Verdict.TYPES, Verdict.BREAKS

_ANIMALS, _ANIMAL = "/zoos/{zoo_id}/animals", "/zoos/{zoo_id}/animals/{id}"


@frozen
class Edit:
    """A change of base.yaml, the verdict for each audience, and an expected row."""

    change: Callable[[Json], object]
    python: Verdict
    strict: Verdict
    row: tuple[str, str] | None
    """The place and a part of the description; None if the public surface does not change."""


def _schema(data: Json, name: str) -> Json:
    schema: Json = data["components"]["schemas"][name]
    return schema


def _field(name: str, field: str, **more: Any) -> Callable[[Json], object]:
    return lambda data: _schema(data, name)["properties"][field].update(more)


def _add_field(name: str, field: str, *, required: bool = False) -> Callable[[Json], object]:
    def change(data: Json) -> None:
        _schema(data, name)["properties"][field] = {"type": "string"}
        if required:
            _schema(data, name)["required"].append(field)

    return change


def _remove_field(name: str, field: str) -> Callable[[Json], object]:
    return lambda data: _schema(data, name)["properties"].pop(field)


def _required(name: str, *fields: str) -> Callable[[Json], object]:
    return lambda data: _schema(data, name).update(required=list(fields))


def _operation(path: str, method: str, **more: Any) -> Callable[[Json], object]:
    return lambda data: data["paths"][path][method].update(more)


def _parameter(index: int, **more: Any) -> Callable[[Json], object]:
    return lambda data: data["paths"][_ANIMALS]["get"]["parameters"][index]["schema"].update(more)


def _add_parameter(**more: Any) -> Callable[[Json], object]:
    added = {"name": "born_after", "in": "query", "schema": {"type": "string"}, **more}
    return lambda data: data["paths"][_ANIMALS]["get"]["parameters"].append(added)


def _rename_path_parameter(data: Json) -> None:
    item = data["paths"].pop(_ANIMAL)
    item["parameters"][1]["name"] = "animal_id"
    data["paths"]["/zoos/{zoo_id}/animals/{animal_id}"] = item


def _rename_model(data: Json) -> None:
    schemas = data["components"]["schemas"]
    schemas["Warden"] = schemas.pop("Keeper")
    schemas["Animal"]["properties"]["keeper"] = {"$ref": "#/components/schemas/Warden"}


def _add_operation(data: Json) -> None:
    read = data["paths"][_ANIMAL]["get"]
    removal = {"operationId": "deleteAnimal", "x-fern-sdk-method-name": "delete"}
    data["paths"][_ANIMAL]["delete"] = read | removal


def _describe(data: Json) -> None:
    data["info"]["description"] = "Animals, and where they live."
    data["paths"][_ANIMAL]["get"]["summary"] = "Read an animal"
    _schema(data, "Animal")["properties"]["name"].update(description="What it answers to.")
    _schema(data, "Animal")["properties"]["legs"]["example"] = 4


def _all(*changes: Callable[[Json], object]) -> Callable[[Json], object]:
    return lambda data: [change(data) for change in changes]


EDITS: Final[dict[str, Edit]] = {
    "security alternative removed": Edit(
        lambda data: data["security"].pop(), BREAKS, BREAKS, ("credentials", "no longer accepted")
    ),
    "security alternative added": Edit(
        _all(
            lambda data: data["components"]["securitySchemes"].update(
                key={"type": "apiKey", "in": "header", "name": "X-Key"}
            ),
            lambda data: data["security"].append({"key": []}),
        ),
        NONE,
        NONE,
        ("credentials", "key accepted"),
    ),
    "header of a credential changed": Edit(
        lambda data: data["components"]["securitySchemes"]["api_key"].update(name="X-Key"),
        BREAKS,
        BREAKS,
        ("credentials", "X-Auth-Key → X-Key"),
    ),
    "header of an answer changed": Edit(
        lambda data: data["components"]["headers"]["Left"]["schema"].update(type="string"),
        NONE,
        BREAKS,
        ("listAnimals 200 X-Left", "type integer → string"),
    ),
    "permission group no longer enough": Edit(
        _operation(_ANIMALS, "get", **{"x-api-token-group": ["Zoo Write"]}),
        BREAKS,
        BREAKS,
        ("listAnimals", "Zoo Read"),
    ),
    "answer: required field nullable": Edit(
        _field("Animal", "name", nullable=True),
        TYPES,
        BREAKS,
        ("Animal.name", "may be null; str → str | None"),
    ),
    "answer: optional field nullable": Edit(
        _field("Animal", "legs", nullable=True), NONE, BREAKS, ("Animal.legs", "may be null")
    ),
    "answer: required array nullable": Edit(
        _field("Animal", "tags", nullable=True), NONE, BREAKS, ("Animal.tags", "may be null")
    ),
    "request: nullable": Edit(
        _field("AnimalCreate", "name", nullable=True),
        NONE,
        NONE,
        ("createAnimal(name)", "may be null"),
    ),
    "request: no longer nullable": Edit(
        _field("AnimalCreate", "home", nullable=False),
        BREAKS,
        BREAKS,
        ("createAnimal(home)", "no longer null"),
    ),
    "answer: enum value added": Edit(
        _field("Animal", "kind", enum=["cat", "dog", "eel"]),
        NONE,
        BREAKS,
        ("Animal.kind", "enum +eel"),
    ),
    "answer: enum value removed": Edit(
        _field("Animal", "kind", enum=["cat"]), NONE, NONE, ("Animal.kind", "enum -dog")
    ),
    "request: enum value added": Edit(
        _field("AnimalCreate", "kind", enum=["cat", "dog", "eel"]),
        NONE,
        NONE,
        ("createAnimal(kind)", "enum +eel"),
    ),
    "request: enum value removed": Edit(
        _field("AnimalCreate", "kind", enum=["cat"]),
        BREAKS,
        BREAKS,
        ("createAnimal(kind)", "enum -dog"),
    ),
    "both ways: enum value added": Edit(
        _field("Diet", "food", enum=["hay", "meat", "fish"]),
        NONE,
        BREAKS,
        ("Diet.food", "enum +fish"),
    ),
    "both ways: enum value removed": Edit(
        _field("Diet", "food", enum=["hay"]), BREAKS, BREAKS, ("Diet.food", "enum -meat")
    ),
    "answer: field no longer required": Edit(
        _required("Animal", "id", "kind", "tags"),
        TYPES,
        BREAKS,
        ("Animal.name", "no longer required"),
    ),
    "answer: array no longer required": Edit(
        _required("Animal", "id", "name", "kind"),
        TYPES,
        BREAKS,
        ("Animal.tags", "no longer required"),
    ),
    "answer: field required": Edit(
        _required("Animal", "id", "name", "kind", "tags", "legs"),
        NONE,
        NONE,
        ("Animal.legs", "required"),
    ),
    "request: field no longer required": Edit(
        _required("AnimalCreate", "name"),
        NONE,
        NONE,
        ("createAnimal(kind)", "no longer required"),
    ),
    "request: field required": Edit(
        _required("AnimalCreate", "name", "kind", "home"),
        BREAKS,
        BREAKS,
        ("createAnimal(home)", "required"),
    ),
    "answer: type changed": Edit(
        _field("Animal", "legs", type="string"), BREAKS, BREAKS, ("Animal.legs", "integer → string")
    ),
    "request: type changed": Edit(
        _parameter(3, type="integer"), BREAKS, BREAKS, ("listAnimals(search)", "string → integer")
    ),
    "answer: format changed, another type in Python": Edit(
        _field("Animal", "home", format="date-time"),
        BREAKS,
        BREAKS,
        ("Animal.home", "uri → date-time"),
    ),
    "answer: format changed, text all the same": Edit(
        _field("Animal", "home", format="hostname"),
        NONE,
        BREAKS,
        ("Animal.home", "uri → hostname"),
    ),
    "path parameter renamed": Edit(
        _rename_path_parameter, BREAKS, BREAKS, ("readAnimal(id)", "→ animal_id")
    ),
    "operationId renamed": Edit(
        _operation(_ANIMAL, "get", operationId="getAnimal"),
        BREAKS,
        BREAKS,
        ("readAnimal", "getAnimal"),
    ),
    "bounds narrowed": Edit(
        _parameter(2, maximum=50),
        BREAKS,
        BREAKS,
        ("listAnimals(per_page)", "maximum 100 → 50"),
    ),
    "bounds of a path's own parameter narrowed": Edit(
        lambda data: data["paths"][_ANIMAL]["parameters"][1]["schema"].update(minLength=1),
        BREAKS,
        BREAKS,
        ("readAnimal(id)", "minLength none → 1"),
    ),
    "bounds widened": Edit(
        _parameter(2, maximum=200),
        NONE,
        NONE,
        ("listAnimals(per_page)", "maximum 100 → 200"),
    ),
    "request: pattern added": Edit(
        _field("AnimalCreate", "name", pattern="^[a-z]+$"),
        BREAKS,
        BREAKS,
        ("createAnimal(name)", "pattern"),
    ),
    "answer: pattern added": Edit(
        _field("Animal", "name", pattern="^[a-z]+$"), NONE, NONE, ("Animal.name", "pattern")
    ),
    "optional parameter added": Edit(
        _add_parameter(), NONE, NONE, ("listAnimals(born_after)", "added")
    ),
    "required parameter added": Edit(
        _add_parameter(required=True), BREAKS, BREAKS, ("listAnimals(born_after)", "added")
    ),
    "parameter removed": Edit(
        lambda data: data["paths"][_ANIMALS]["get"]["parameters"].pop(3),
        BREAKS,
        BREAKS,
        ("listAnimals(search)", "removed"),
    ),
    "parameter required": Edit(
        lambda data: data["paths"][_ANIMALS]["get"]["parameters"][3].update(required=True),
        BREAKS,
        BREAKS,
        ("listAnimals(search)", "required"),
    ),
    "operation added": Edit(_add_operation, NONE, NONE, ("deleteAnimal", "added")),
    "operation removed": Edit(
        lambda data: data["paths"].pop(_ANIMAL), BREAKS, BREAKS, ("readAnimal", "removed")
    ),
    "operation moved to another path": Edit(
        lambda data: data["paths"].update({"/animals/{zoo_id}/{id}": data["paths"].pop(_ANIMAL)}),
        BREAKS,
        BREAKS,
        ("readAnimal", "GET /animals/{}/{}"),
    ),
    "answer: field added": Edit(_add_field("Animal", "age"), NONE, NONE, ("Animal.age", "added")),
    "answer: required field added": Edit(
        _add_field("Animal", "age", required=True), NONE, NONE, ("Animal.age", "added")
    ),
    "request: optional field added": Edit(
        _add_field("AnimalCreate", "age"), NONE, NONE, ("createAnimal(age)", "added")
    ),
    "request: required field added": Edit(
        _add_field("AnimalCreate", "age", required=True),
        BREAKS,
        BREAKS,
        ("createAnimal(age)", "added"),
    ),
    "answer: field removed": Edit(
        _remove_field("Animal", "legs"), BREAKS, BREAKS, ("Animal.legs", "removed")
    ),
    "model renamed": Edit(_rename_model, BREAKS, BREAKS, ("Keeper", "Warden")),
    "method renamed": Edit(
        _operation(_ANIMAL, "get", **{"x-fern-sdk-method-name": "get"}),
        BREAKS,
        NONE,
        ("readAnimal", "zoos.animals.read → zoos.animals.get"),
    ),
    "group renamed": Edit(
        _operation(_ANIMAL, "get", **{"x-fern-sdk-group-name": ["zoos", "beasts"]}),
        BREAKS,
        NONE,
        ("readAnimal", "zoos.animals.read → zoos.beasts.read"),
    ),
    "tag renamed": Edit(
        _operation(_ANIMAL, "get", tags=["Beasts"]), BREAKS, BREAKS, ("readAnimal", "tag")
    ),
    "no longer paged": Edit(
        lambda data: data["paths"][_ANIMALS]["get"].pop("x-fern-pagination"),
        BREAKS,
        NONE,
        ("listAnimals", "paged"),
    ),
    "default changed": Edit(
        _parameter(2, default=50), NONE, NONE, ("listAnimals(per_page)", "default 20 → 50")
    ),
    "server moved": Edit(
        lambda data: data["servers"][0].update(url="https://zoo2.example"),
        BREAKS,
        BREAKS,
        ("servers", "https://zoo2.example"),
    ),
    "descriptions and examples only": Edit(_describe, NONE, NONE, None),
    "nothing": Edit(lambda data: None, NONE, NONE, None),
    "together: enum value added, optional parameter added, described": Edit(
        _all(_field("Animal", "kind", enum=["cat", "dog", "eel"]), _add_parameter(), _describe),
        NONE,
        BREAKS,
        ("Animal.kind", "enum +eel"),
    ),
    "together: field no longer required and nullable": Edit(
        _all(_required("Animal", "id", "kind", "tags"), _field("Animal", "name", nullable=True)),
        TYPES,
        BREAKS,
        ("Animal.name", "no longer required"),
    ),
    "together: parameter removed, field nullable": Edit(
        _all(
            lambda data: data["paths"][_ANIMALS]["get"]["parameters"].pop(3),
            _field("Animal", "name", nullable=True),
        ),
        BREAKS,
        BREAKS,
        ("listAnimals(search)", "removed"),
    ),
    "shared parameter: bound added": Edit(
        lambda data: data["components"]["parameters"]["ZooId"]["schema"].update(maxLength=8),
        BREAKS,
        BREAKS,
        ("readAnimal(zoo_id)", "maxLength none → 8"),
    ),
    "together: operationId renamed, its parameter removed, a model renamed": Edit(
        _all(
            _operation(_ANIMALS, "get", operationId="findAnimals"),
            lambda data: data["paths"][_ANIMALS]["get"]["parameters"].pop(3),
            _rename_model,
        ),
        BREAKS,
        BREAKS,
        ("listAnimals(search)", "removed"),
    ),
}
