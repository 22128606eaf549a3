"""The decoder of a model, compiled from its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

import attrs

from .decoders import DecodeError, Decoder

__all__ = ["compile_decoder"]

T = TypeVar("T")


class _Missing:
    def __repr__(self) -> str:
        return "nothing"


_MISSING: Final = _Missing()


def compile_decoder(
    cls: type[T], fields: Mapping[str, attrs.Attribute[Any]]
) -> Callable[[dict[str, Any]], T]:
    """Compile one function that decodes a whole model. A loop over the fields takes twice as long.

    The function sets the slots without a call of `__init__`, calls a decoder only for a value that
    is not yet of the right type, and counts the known members instead of comparing the names.
    """
    scope: dict[str, Any] = {
        "new": object.__new__,
        "cls": cls,
        "names": frozenset(fields),
        "missing": _MISSING,
        "DecodeError": DecodeError,
    }
    lines = [
        "def decode(source):",
        "    self = new(cls)",
        f"    known = {len(fields)}",
        "    try:",
    ]
    for i, (name, attribute) in enumerate(fields.items()):
        decoder: Decoder[Any] = attribute.metadata["decoder"]
        scope |= {
            f"decode{i}": decoder.decode,
            f"type{i}": decoder.exact_type,
            f"default{i}": decoder.default,
        }
        is_optional = attribute.default is not attrs.NOTHING
        decoded, absent = f"decode{i}(value)", f"decode{i}(missing)"
        if is_optional or decoder.default:
            absent = "None" if is_optional else f"default{i}()"
            decoded = f"{absent} if value is None else {decoded}"
        if decoder.exact_type:
            decoded = f"value if value.__class__ is type{i} else {decoded}"
        lines += [
            f"        name = {name!r}",
            "        if name in source:",
            "            value = source[name]",
            *_assignment(attribute.name, decoded, is_lenient=is_optional and decoder.lenient),
            "        else:",
            "            known -= 1",
            f"            self.{attribute.name} = {absent}",
        ]
    lines += [
        "    except DecodeError as error:",
        "        error.path.append(name)",
        "        raise",
        "    self.__model_source__ = source",
        "    self.additional_properties = {} if len(source) == known else {",
        "        name: value for name, value in source.items() if name not in names",
        "    }",
        "    return self",
    ]
    exec("\n".join(lines), scope)
    compiled: Callable[[dict[str, Any]], T] = scope["decode"]
    return compiled


def _assignment(attribute: str, decoded: str, *, is_lenient: bool) -> list[str]:
    line = f"            self.{attribute} = {decoded}"
    if not is_lenient:
        return [line]
    handler = f"            except DecodeError: self.{attribute} = None"
    return ["            try:", f"    {line}", handler]
