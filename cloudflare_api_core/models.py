"""The base of the generated models: data classes that keep the JSON object they were decoded from.

`to_dict` starts from that object and replaces only the members that the program changed. Nothing is
lost: neither a member that the contract does not know, nor the text of a value of the wrong type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import chain
from typing import Any, ClassVar, Final, Self, TypeVar, cast, dataclass_transform

import attrs

from .datetimes import format_datetime
from .decoders import DecodeError, Decoder
from .errors import APIResponseValidationError
from .json_values import is_array, is_object
from .mask import masked
from .model_decoder import compile_decoder
from .rule import Rule

__all__ = ["Model", "alternative", "field", "members", "model", "nested", "to_json"]

M = TypeVar("M", bound="Model")


_DEEPEST: Final = 100_000


def field(
    decoder: Decoder[Any],
    *,
    default: Any = attrs.NOTHING,
    name: str | None = None,
    secret: bool = False,
    rule: Rule | None = None,
) -> Any:
    """Declare a field of a model.

    A field with a `default` is optional. `name` is its name on the wire, if that differs from the
    attribute's. A `secret` field is masked in the model's repr. `rule` checks values of requests.
    """
    return attrs.field(
        default=default,
        metadata={"decoder": decoder, "name": name, "secret": secret, "rule": rule},
    )


def _shown(field: attrs.Attribute[Any], value: Any) -> str:
    if field.metadata["secret"]:
        return repr(value and "***")
    # JSON that is not a model may have secrets of its own.
    return repr(masked("", value, field.metadata["rule"]))


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
def model(cls: type[M]) -> type[M]:
    """Turn a class of declared fields into a model."""
    # The base class compares and shows all models: code for each would slow down every start.
    made = attrs.define(cls, eq=False, repr=False)
    fields = {
        a.metadata["name"] or a.name: a for a in attrs.fields(made) if "decoder" in a.metadata
    }
    made.__model_names__ = {name: a.name for name, a in fields.items()}
    made.__model_required__ = {name for name, a in fields.items() if a.default is attrs.NOTHING}
    made.__model_rules__ = {n: a.metadata["rule"] for n, a in fields.items() if a.metadata["rule"]}

    def compile_first(source: dict[str, Any]) -> M:
        # Most programs decode few of the models that they import.
        made.__model_decode__ = compile_decoder(made, fields)
        first: M = made.__model_decode__(source)
        return first

    made.__model_decode__ = compile_first
    return made


@attrs.define(eq=False, repr=False)
class Model:
    """Base of the generated models."""

    __model_names__: ClassVar[dict[str, str]]
    """Attributes by their names on the wire."""
    __model_required__: ClassVar[set[str]]
    """Names on the wire of the required fields."""
    __model_decode__: ClassVar[Callable[[dict[str, Any]], Any]]
    """Decodes a JSON object, which the model keeps without a copy."""
    __model_rules__: ClassVar[Mapping[str, Rule]]
    """Rules for values that are sent, by their names on the wire."""

    # None in a model that was not decoded. `attrs.evolve` makes a copy through the constructor.
    __model_source__: dict[str, Any] | None = attrs.field(
        alias="__model_source__", kw_only=True, repr=False, eq=False, default=None
    )
    additional_properties: dict[str, Any] = attrs.field(
        kw_only=True, repr=False, factory=dict[str, Any]
    )
    """Members whose names the contract does not know."""

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        compared = (a.name for a in attrs.fields(type(self)) if a.eq)
        return all(getattr(self, name) == getattr(other, name) for name in compared)

    def __repr__(self) -> str:
        # A model that could not be decoded lacks fields.
        fields = [a for a in attrs.fields(type(self)) if a.repr and hasattr(self, a.name)]
        shown = (f"{a.name}={_shown(a, getattr(self, a.name))}" for a in fields)
        return f"{type(self).__name__}({', '.join(shown)})"

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Decode a copy of a JSON object.

        Raises APIResponseValidationError, which names the place, if a member has the wrong shape.
        """
        try:
            made: Self = cls.__model_decode__(to_json(dict(source)))
            return made
        except DecodeError as error:
            problem = f"{cls.__name__}: {error}"
        except RecursionError:
            problem = f"{cls.__name__}: nested too deeply"
        raise APIResponseValidationError(problem)

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON object: the one that was decoded, with the changes made since."""
        result: dict[str, Any] = to_json(self)
        return result


def nested(model: Callable[[], type[M]]) -> Decoder[M]:
    """Decode an object as a model. A function returns its class, which may be defined later."""

    def decode(value: Any) -> M:
        if value.__class__ is not dict and not is_object(value):
            raise DecodeError("an object", value)
        result: M = model().__model_decode__(value)
        return result

    return Decoder(decode, lenient=False)


def alternative(
    model: Callable[[], type[M]], marks: Mapping[str, tuple[object, ...]]
) -> Decoder[M]:
    """Decode an object as a model if it has the model's required members.

    `marks` gives, by member, the values that only this model has. A function returns the model's
    class, which may be defined later.
    """
    plain = nested(model).decode

    def decode(value: Any) -> M:
        if is_object(value):
            absent = (name for name in model().__model_required__ if name not in value)
            # Null tells nothing.
            others = (name for name in marks if value.get(name) not in (None, *marks[name]))
            for name in chain(absent, others):
                error = DecodeError("another value", value.get(name))
                error.path.append(name)
                raise error
        return plain(value)

    return Decoder(decode, lenient=False, score=_count_members)


def _count_members(model: Model) -> int:
    """Count the members that a decoded model gives as they came."""
    source = model.__model_source__ or {}
    return sum(
        source[name] is None or getattr(model, attribute) is not None
        for name, attribute in model.__model_names__.items()
        if name in source
    )


def to_json(value: Any) -> Any:
    """Return the JSON value of a field, as a copy. Raises RecursionError if it holds itself."""
    # Without recursion: free-form objects may be nested deeper than Python's recursion limit.
    root = [value]
    pending: list[tuple[Any, Any, int]] = [(root, 0, 0)]
    while pending:
        holder, key, depth = pending.pop()
        if depth > _DEEPEST:
            raise RecursionError("nested too deeply")
        held: Any = holder[key]
        if isinstance(held, Model):
            held = members(held)
        elif isinstance(held, Mapping):
            held = dict(cast("Mapping[str, Any]", held))
        elif is_array(held):
            held = held.copy()
        else:
            if isinstance(held, datetime):
                holder[key] = format_datetime(held)
            elif isinstance(held, date):
                holder[key] = held.isoformat()
            continue
        holder[key] = held
        keys: Iterable[Any] = held if is_object(held) else range(len(held))
        pending += [(held, each, depth + 1) for each in keys]
    return root[0]


def members(model: Model) -> dict[str, Any]:
    """Return the members of a model as JSON, or as values that are to become JSON."""
    result: dict[str, Any] = {}
    source = model.__model_source__
    original = None if source is None else type(model).__model_decode__(source)
    for name, attribute in model.__model_names__.items():
        value = getattr(model, attribute)
        if source is None or original is None:
            # An optional field that is None was not given.
            if value is not None or name in model.__model_required__:
                result[name] = value
        elif not _is_unchanged(value, getattr(original, attribute)):
            result[name] = value
        elif name in source:
            result[name] = source[name]
    return result | model.additional_properties


def _is_unchanged(value: Any, original: Any) -> bool:
    if value is original:
        return True
    # Equal values can differ in JSON: False and 0, or models that differ in a value of the wrong
    # type. A free-form object is shared with the source, so its changes are in the source too.
    if value.__class__ is not original.__class__ or isinstance(value, Model):
        return False
    if is_array(value):
        return len(value) == len(original) and all(map(_is_unchanged, value, original))
    if is_object(value):
        return value.keys() == original.keys() and all(
            _is_unchanged(held, original[name]) for name, held in value.items()
        )
    return bool(value == original)
