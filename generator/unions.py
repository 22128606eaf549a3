"""Unions as Python: the types of their branches, and how a value is told to be of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cloudflare_api_contract import Document, Json

from .annotations import any_of_types
from .view import TypeView

__all__ = ["union_type"]

_PLAIN: Mapping[str, str] = {"array": "list[Any]", "object": "dict[str, Any]"}
"""The types of values that fit no branch, by the types of branches."""
_ACCEPT_MUCH = {"_core.text", "_core.free_form", "_core.anything"}
"""Decoders that the others of a union come before."""


def union_type(
    document: Document, branches: Sequence[tuple[Json, TypeView]], discriminator: Json
) -> TypeView:
    """Return the type of a union from the schemas and the types of its branches."""
    resolved = [document.resolve(schema) for schema, _ in branches]
    objects = [schema for schema, (_, type_) in zip(resolved, branches, strict=True) if type_.model]
    decoders: list[str] = []
    for schema, type_ in branches:
        decoder = type_.decoder
        if type_.model:
            model = f"lambda: _models.{type_.model}"
            marks = _marks(document, schema, objects, discriminator)
            alternative = f"_core.alternative({model}, {marks!r})"
            decoder = decoder.replace(f"_core.nested({model})", alternative)
        decoders.append(decoder)
    decoders.sort(key=lambda decoder: (decoder in _ACCEPT_MUCH, "alternative(" not in decoder))
    kinds = {schema.get("type") for schema in resolved}
    annotations = [type_.annotation for _, type_ in branches]
    annotations += [plain for kind, plain in _PLAIN.items() if kind in kinds]
    return TypeView(any_of_types(annotations), f"_core.any_of({', '.join(decoders)})")


def _marks(
    document: Document, branch: Json, objects: list[Json], discriminator: Json
) -> dict[str, tuple[Any, ...]]:
    """Return the members that tell an object from the others of a union, and their values."""

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
