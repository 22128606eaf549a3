"""The base of the generated models: data classes that keep what they were read from.

A model holds the decoded fields and the JSON object behind them. Writing it starts from that object
and puts in only what the program changed, so nothing is lost: neither the fields that the contract
does not know, nor the text of a value that could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final, NamedTuple, Self, TypeVar, cast, dataclass_transform

import attrs

from .datetimes import format_datetime
from .errors import APIResponseValidationError
from .readers import Mismatch, Reader, is_array, is_object

__all__ = ["Model", "field", "model"]

M = TypeVar("M", bound="Model")


class _Absent:
    def __repr__(self) -> str:
        return "nothing"


_ABSENT: Final = _Absent()


class _Field(NamedTuple):
    attribute: str
    name: str
    verbatim: type | None
    read: Callable[[Any], Any]


def field(
    reader: Reader[Any],
    *,
    default: Any = attrs.NOTHING,
    name: str | None = None,
    secret: bool = False,
) -> Any:
    """Declare a field of a model.

    `reader` reads it, `default` makes it optional, `name` is its name on the wire if that is not
    the attribute's, and a `secret` one is masked in the model's repr.
    """
    return attrs.field(
        default=default,
        repr=_masked if secret else True,
        metadata={"reader": reader, "name": name},
    )


def _masked(value: object) -> str:
    return repr(value and "***")


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
def model(cls: type[M]) -> type[M]:
    """Make a class of declared fields a model."""
    # Reading passes the values by position, which is faster; type checkers allow keywords only.
    made = attrs.define(cls)
    made.__model_fields__ = tuple(
        _Field(
            attribute.name,
            attribute.metadata["name"] or attribute.name,
            attribute.metadata["reader"].verbatim,
            _reading(attribute.metadata["reader"], required=attribute.default is attrs.NOTHING),
        )
        for attribute in attrs.fields(made)
        if "reader" in attribute.metadata
    )
    return made


def _reading(reader: Reader[Any], *, required: bool) -> Callable[[Any], Any]:
    read, absent = reader.read, reader.absent

    def read_required(value: Any) -> Any:
        if absent is not None and (value is None or value is _ABSENT):
            return absent()
        return read(value)

    def read_optional(value: Any) -> Any:
        if value is None or value is _ABSENT:
            return None
        try:
            return read(value)
        except Mismatch:
            if reader.scalar:
                return None
            raise

    return read_required if required else read_optional


@attrs.define
class Model:
    """Base of the generated models."""

    __model_fields__: ClassVar[tuple[_Field, ...]] = ()

    # None in a model that the program made itself.
    __model_source__: dict[str, Any] | None = attrs.field(
        init=False, repr=False, eq=False, default=None
    )
    additional_properties: dict[str, Any] = attrs.field(
        init=False, repr=False, factory=dict[str, Any]
    )
    """What came under names that the contract does not know."""

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Make a model from a JSON object, which is copied.

        Raises APIResponseValidationError, naming the place, if it is not of the model's shape.
        """
        try:
            return cls.__model_read__(_copy(source))
        except Mismatch as mismatch:
            problem = f"{cls.__name__}: {mismatch}"
        except RecursionError:
            problem = f"{cls.__name__}: nested too deeply"
        raise APIResponseValidationError(problem)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as a JSON object: as it came, with what was changed since."""
        return _copy(_write(self))

    @classmethod
    def __model_read__(cls, source: dict[str, Any]) -> Self:
        values: list[Any] = []
        get, append = source.get, values.append
        name, present = "", 0
        try:
            for _, name, verbatim, read in cls.__model_fields__:
                value = get(name, _ABSENT)
                present += value is not _ABSENT
                append(value if value.__class__ is verbatim else read(value))
        except Mismatch as mismatch:
            mismatch.path.append(name)
            raise
        self = cls(*values)
        self.__model_source__ = source
        if len(source) > present:
            names = {described.name for described in cls.__model_fields__}
            self.additional_properties = {k: v for k, v in source.items() if k not in names}
        return self


def _write(value: Any) -> Any:
    if isinstance(value, Model):
        written: dict[str, Any] = {}
        for described in value.__model_fields__:
            field_value = _write_field(value, described)
            if field_value is not _ABSENT:
                written[described.name] = field_value
        return written | value.additional_properties
    if is_array(value):
        return [_write(item) for item in value]
    if isinstance(value, datetime):
        return format_datetime(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_field(owner: Model, described: _Field) -> Any:
    current, source = getattr(owner, described.attribute), owner.__model_source__
    if source is None:
        return _ABSENT if current is None else _write(current)
    raw = source.get(described.name, _ABSENT)
    return raw if _is_unchanged(current, raw, described) else _write(current)


def _is_unchanged(current: Any, raw: Any, described: _Field) -> bool:
    if current is raw:
        return True
    # A model knows itself what has changed in it, and two that compare equal may differ in what
    # could not be read.
    if any(isinstance(item, Model) for item in (current if is_array(current) else [current])):
        return False
    try:
        return bool(described.read(raw) == current)
    except Mismatch:
        return False


def _copy(tree: Mapping[str, Any]) -> dict[str, Any]:
    # Without recursion, because free-form objects may be nested deeper than Python recurses.
    root = dict(tree)
    pending: list[Any] = [root]
    while pending:
        node = pending.pop()
        for key in _keys(node):
            child = node[key]
            if isinstance(child, Mapping):
                node[key] = dict(cast("Mapping[str, Any]", child))
            elif is_array(child):
                node[key] = list(child)
            else:
                continue
            pending.append(node[key])
    return root


def _keys(node: Any) -> Iterable[Any]:
    return node if is_object(node) else range(len(node))
