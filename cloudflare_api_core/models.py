"""The base of the generated models: data classes that keep what they were read from.

A model holds the decoded fields and the JSON object behind them. Writing it starts from that object
and puts in only what the program changed, so nothing is lost: neither the fields that the contract
does not know, nor the text of a value that could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final, Self, TypeVar, cast, dataclass_transform

import attrs

from .datetimes import format_datetime
from .decoders import DecodeError, Decoder, is_array, is_object
from .errors import APIResponseValidationError
from .operation import Parameter

__all__ = ["Model", "field", "model", "nested", "to_json"]

M = TypeVar("M", bound="Model")


class _Absent:
    def __repr__(self) -> str:
        return "nothing"


_ABSENT: Final = _Absent()


def field(
    decoder: Decoder[Any],
    *,
    default: Any = attrs.NOTHING,
    name: str | None = None,
    secret: bool = False,
    rule: Parameter | None = None,
) -> Any:
    """Declare a field of a model.

    `decoder` reads it, `default` makes it optional, `name` is its name on the wire if that is not
    the attribute's, a `secret` one is masked in the model's repr, and `rule` is what it must keep
    to be sent.
    """
    return attrs.field(
        default=default,
        repr=_masked if secret else True,
        metadata={"decoder": decoder, "name": name, "rule": rule},
    )


def _masked(value: object) -> str:
    return repr(value and "***")


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
def model(cls: type[M]) -> type[M]:
    """Make a class of declared fields a model."""
    made = attrs.define(cls)
    described = [attribute for attribute in attrs.fields(made) if "decoder" in attribute.metadata]
    made.__model_names__ = {a.metadata["name"] or a.name: a.name for a in described}
    required = {a.name for a in described if a.default is attrs.NOTHING}
    made.__model_required__ = {n for n, a in made.__model_names__.items() if a in required}
    made.__model_rules__ = [a.metadata["rule"] for a in described if a.metadata["rule"]]

    def read_first(source: dict[str, Any]) -> M:
        # Compiled when it is needed: importing a package does not read any of its models.
        made.__model_decode__ = _compile(made, described)
        first: M = made.__model_decode__(source)
        return first

    made.__model_decode__ = read_first
    return made


def _compile(cls: type[M], described: list[attrs.Attribute[Any]]) -> Callable[[dict[str, Any]], M]:
    # A loop over the fields would take half as long again: `make bench`.
    scope: dict[str, Any] = {"model": cls, "absent": _ABSENT, "DecodeError": DecodeError}
    lines = ["def read(source):", "    get = source.get"]
    for i, (name, attribute) in enumerate(zip(cls.__model_names__, described, strict=True)):
        decoder: Decoder[Any] = attribute.metadata["decoder"]
        optional = attribute.default is not attrs.NOTHING
        scope |= {
            f"read{i}": decoder.decode,
            f"type{i}": decoder.exact_type,
            f"empty{i}": decoder.default,
        }
        lines += [
            f"    v{i} = get({name!r})" if optional else f"    v{i} = get({name!r}, absent)",
            f"    if v{i}.__class__ is not type{i}:" if decoder.exact_type else "    if True:",
            "        try:",
            f"            v{i} = {_read_expression(i, decoder, optional=optional)}",
            "        except DecodeError as error:",
        ]
        if optional and decoder.lenient:
            lines.append(f"            v{i} = None")
        else:
            lines += [f"            error.path.append({name!r})", "            raise"]
    values = ", ".join(f"v{i}" for i in range(len(described)))
    lines += [
        f"    self = model({values})",
        "    self.__model_source__ = source",
        "    if not source.keys() <= names:",
        "        unknown = source.keys() - names",
        "        self.additional_properties = {k: v for k, v in source.items() if k in unknown}",
        "    return self",
    ]
    scope["names"] = frozenset(cls.__model_names__)
    exec("\n".join(lines), scope)
    compiled: Callable[[dict[str, Any]], M] = scope["read"]
    return compiled


def _read_expression(i: int, decoder: Decoder[Any], *, optional: bool) -> str:
    if optional:
        return f"None if v{i} is None else read{i}(v{i})"
    if decoder.default:
        return f"empty{i}() if v{i} is None or v{i} is absent else read{i}(v{i})"
    return f"read{i}(v{i})"


def _no_properties() -> dict[str, Any]:
    return {}


@attrs.define
class Model:
    """Base of the generated models."""

    # Attributes by their names on the wire, those names that are required, how an object that is
    # not shared is read, and what its members must keep to be sent.
    __model_names__: ClassVar[dict[str, str]]
    __model_required__: ClassVar[set[str]]
    __model_decode__: ClassVar[Callable[[dict[str, Any]], Any]]
    __model_rules__: ClassVar[list[Parameter]]

    # None in a model that the program made itself.
    __model_source__: dict[str, Any] | None = attrs.field(
        init=False, repr=False, eq=False, default=None
    )
    additional_properties: dict[str, Any] = attrs.field(
        init=False, repr=False, factory=_no_properties
    )
    """What came under names that the contract does not know."""

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Make a model from a JSON object, which is copied.

        Raises APIResponseValidationError, naming the place, if it is not of the model's shape.
        """
        try:
            made: Self = cls.__model_decode__(_copy(source))
            return made
        except DecodeError as error:
            problem = f"{cls.__name__}: {error}"
        except RecursionError:
            problem = f"{cls.__name__}: nested too deeply"
        raise APIResponseValidationError(problem)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as a JSON object: as it came, with what was changed since."""
        return _copy(to_json(self))


def nested(model: Callable[[], type[M]]) -> Decoder[M]:
    """Read an object as a model, which is named by a function because it may come later."""

    def decode(value: Any) -> M:
        if value.__class__ is not dict and not is_object(value):
            raise DecodeError("an object", value)
        result: M = model().__model_decode__(value)
        return result

    return Decoder(decode, lenient=False)


def to_json(value: Any) -> Any:
    """Return what a field holds as JSON holds it, sharing what it can."""
    if isinstance(value, Model):
        return _model_to_json(value)
    if is_array(value):
        return [to_json(item) for item in value]
    if isinstance(value, datetime):
        return format_datetime(value)
    return value.isoformat() if isinstance(value, date) else value


def _model_to_json(model: Model) -> dict[str, Any]:
    result: dict[str, Any] = {}
    source = model.__model_source__
    original = None if source is None else type(model).__model_decode__(source)
    for name, attribute in model.__model_names__.items():
        value = getattr(model, attribute)
        if source is None or original is None:
            # What is None by default was not given.
            if value is not None or name in model.__model_required__:
                result[name] = to_json(value)
        elif not _is_unchanged(value, getattr(original, attribute)):
            result[name] = to_json(value)
        elif name in source:
            result[name] = source[name]
    return result | model.additional_properties


def _is_unchanged(value: Any, original: Any) -> bool:
    if value is original:
        return True
    # What compares equal need not be the same: False and 0, or two models that differ in what could
    # not be read. A free-form object is shared with the source, and so has its changes there too.
    if value.__class__ is not original.__class__ or isinstance(value, (Model, dict)):
        return False
    if is_array(value):
        return len(value) == len(original) and all(map(_is_unchanged, value, original))
    return bool(value == original)


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
