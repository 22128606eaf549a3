"""Unions as Python: the types of their branches, and the members that identify a branch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cloudflare_api_contract import Document, Json

from .annotations import any_of_types
from .view import TypeView

__all__ = ["Branch", "union_type"]

_PLAIN: Mapping[str, str] = {"array": "list[Any]", "object": "dict[str, Any]"}
"""The types of values that fit no branch, by the branches' types."""
_ACCEPT_MUCH = {"_core.text", "_core.free_form", "_core.anything"}
"""Decoders that come last in a union."""


class Branch(NamedTuple):
    schema: Json
    type: TypeView
    discriminator: Json
    """The discriminator of the union that lists it."""


def union_type(document: Document, branches: Sequence[Branch]) -> TypeView:
    """Return the type of a union from its branches. No branch is a union."""
    resolved = [document.resolve(branch.schema) for branch in branches]
    objects = [it for it, branch in zip(resolved, branches, strict=True) if branch.type.model]
    decoders: list[str] = []
    for schema, type_, discriminator in branches:
        decoder = type_.decoder
        if type_.model:
            model = f"lambda: _models.{type_.model}"
            marks = _marks(document, schema, objects, discriminator)
            alternative = f"_core.alternative({model}, {marks!r})"
            decoder = decoder.replace(f"_core.nested({model})", alternative)
        decoders.append(decoder)
    decoders.sort(key=lambda decoder: (decoder in _ACCEPT_MUCH, "alternative(" not in decoder))
    kinds = {schema.get("type") for schema in resolved}
    annotations = [branch.type.annotation for branch in branches]
    annotations += [plain for kind, plain in _PLAIN.items() if kind in kinds]
    return TypeView(any_of_types(annotations), f"_core.any_of({', '.join(decoders)})")


def _marks(
    document: Document, branch: Json, objects: list[Json], discriminator: Json
) -> dict[str, tuple[Any, ...]]:
    """Return the members that identify an object among those of a union, and their values."""

    def enum(schema: Json, name: str) -> tuple[Any, ...]:
        return tuple(document.resolve(schema["properties"].get(name, {})).get("enum", ()))

    schema = document.resolve(branch)
    enums = {name: enum(schema, name) for name in schema["properties"]}
    marks = {
        name: values
        for name, values in enums.items()
        if values and any(values != enum(other, name) for other in objects)
    }
    name = discriminator.get("propertyName")
    if name in enums and name not in marks and "$ref" in branch:
        target = branch["$ref"].rpartition("/")[2]
        mapping = discriminator.get("mapping", {})
        named = [value for value in mapping if mapping[value].rpartition("/")[2] == target]
        if named or not enums[name] or target in enums[name]:
            marks[name] = tuple(named) or (target,)
    return marks
