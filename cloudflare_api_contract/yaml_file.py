"""YAML files of JSON values, with the line of each part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from .limits import DEEPEST
from .places import ContractError, Json, Lines, Place, is_object

__all__ = ["load_yaml"]

_YAML: Final[Any] = yaml  # Its types are incomplete.
_LOADER: Final = getattr(_YAML, "CSafeLoader", _YAML.SafeLoader)
# YAML 1.2's core schema.
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
# Half of a character beyond 16 bits, as JSON may escape it. The parser refuses such escapes.
_HALVES: Final = re.compile(r"\\\\|\\(?=u[dD][89a-fA-F][0-9a-fA-F]{2})")
_ESCAPED: Final = re.compile(r"\\U([0-9a-fA-F]{8})")
_PRIVATE: Final = range(0xF0000, 0x10FFFE)


def load_yaml(file: str, text: str) -> tuple[Json, Lines]:
    """Load the text of a YAML file, which may be JSON, that holds one mapping.

    file: the name for errors. Raises ContractError, with the line, if it is not such a mapping.
    """
    escape = _unused(text)
    marked = _HALVES.sub(lambda found: escape if found[0] == "\\" else found[0], text)
    reader = _Reader(file, _YAML.parse(marked, Loader=_LOADER), escape)
    try:
        loaded = reader.document()
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        raise ContractError(file, (), problem, line=line) from None
    if not is_object(loaded):
        raise ContractError(file, (), "must be a mapping")
    return loaded, reader.lines


def _unused(text: str) -> str:
    """Return a character that is neither in a text nor escaped there."""
    used = {ord(each) for each in {*text}} | {int(code, 16) for code in _ESCAPED.findall(text)}
    return chr(next((code for code in _PRIVATE if code not in used), _PRIVATE[0]))


class _Reader:
    """Builds data from the events of a YAML parser.

    escape: the character that stands for the backslash before half of a character.
    """

    def __init__(self, file: str, events: Iterator[Any], escape: str) -> None:
        self.lines = Lines()
        self._escape = escape
        self._file = file
        self._events = events
        self._anchors: dict[str | None, tuple[Place, Any] | None] = {}
        """The anchors so far. None is one whose value is not complete."""

    def document(self) -> Any:
        """Return the value of the file's one document, None if the file is empty."""
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), ())
        next(self._events)  # the end of the document
        if not isinstance(event := next(self._events), yaml.StreamEndEvent):
            raise self._error(event, (), "a second document is not supported")
        return value

    def _value(self, event: Any, place: Place) -> Any:
        if len(place) > DEEPEST:
            raise self._error(event, (), "is nested too deeply")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, place)
        if event.tag:
            raise self._error(event, place, f"the tag {event.tag} is not supported")
        self._anchors[event.anchor] = None
        if isinstance(event, yaml.MappingStartEvent):
            value: Any = self._mapping(place)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(place)
        else:
            value = self._scalar(event, place)
        self._anchors[event.anchor] = place, value
        return value

    def _alias(self, event: Any, place: Place) -> Any:
        if event.anchor not in self._anchors:
            raise self._error(event, place, f"there is no anchor &{event.anchor}")
        found = self._anchors[event.anchor]
        if found is None:
            raise self._error(event, place, "contains itself")
        self.lines.aliases[place], value = found
        return value

    def _mapping(self, place: Place) -> Json:
        value: Json = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, place)
            if not isinstance(key, str):
                inside = place if isinstance(key, dict | list) else (*place, key)
                raise self._error(event, inside, "must be a string: put it in quotes")
            inside = (*place, key)
            if key in value:
                raise self._error(event, inside, "is written twice")
            self.lines.keys[inside] = event.start_mark.line + 1
            value[key] = self._value(next(self._events), inside)
        return value

    def _sequence(self, place: Place) -> list[Any]:
        value: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            inside = (*place, len(value))
            self.lines.keys[inside] = event.start_mark.line + 1
            value.append(self._value(event, inside))
        return value

    def _scalar(self, event: Any, place: Place) -> Any:
        text: str = event.value
        if self._escape in text:
            text = self._unmarked(event, text, place)
        if not event.implicit[0]:  # in quotes, or a block
            return text
        if text in _WORDS:
            return _WORDS[text]
        try:
            if _INTEGER.fullmatch(text):
                return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
            if not _FLOAT.fullmatch(text):
                return text
            number = float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        except ValueError as error:
            raise self._error(event, place, str(error)) from None
        if not isfinite(number):
            raise self._error(event, place, f"JSON has no {number}")
        return number

    def _unmarked(self, event: Any, text: str, place: Place) -> str:
        """Return a text with the halves of characters put together, where it has escapes at all."""
        if event.style != '"':
            return text.replace(self._escape, "\\")
        halves = re.sub(f"{self._escape}u(....)", lambda found: chr(int(found[1], 16)), text)
        try:
            return halves.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            escaped = text.replace(self._escape, "\\")
            raise self._error(event, place, f"{escaped!r} has half a character") from None

    def _error(self, event: Any, place: Place, problem: str) -> ContractError:
        return ContractError(self._file, place, problem, line=event.start_mark.line + 1)
