"""The parts of a contract that have a public name: schemas, fields, arguments, bodies, answers.

References are followed and aliases written out, so a schema that is used in many places belongs to
every part that uses it. Only an object with properties is a part itself: its fields have its name.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Any, Final, NamedTuple

from attrs import define, field

from cloudflare_api_contract import Json, is_object, style_of

from .public_names import PublicNames

__all__ = ["Kind", "Part", "parts"]

# The other keys of a schema are its keywords, so none is forgotten.
_STRUCTURE: Final = {"allOf", "anyOf", "items", "oneOf", "properties", "required"}
_DOCUMENTATION: Final = {"description", "example", "title"}
_UNIONS: Final = ("anyOf", "oneOf")
# The arguments of an operation are the fields of its body.
_BODY: Final = " body"


class Kind(Enum):
    """A kind of part, which decides what its removal breaks."""

    SCHEMA = auto()
    MEMBER = auto()
    """An argument or a field."""
    SUCCESS = auto()
    """An answer that reports success."""
    HEADER = auto()
    """A header of an answer. Python users read it as text."""
    OTHER = auto()
    """A whole body, or another answer."""


@define
class Part:
    kind: Kind
    parent: str | None
    """The name of the part or operation that contains it."""
    keywords: dict[str, Any] = field(factory=dict[str, Any])
    """The keywords of its schema; `model` is the name of a schema that is a part itself."""
    requests: set[str] = field(factory=set[str])
    """The operations whose requests have it."""
    answers: set[str] = field(factory=set[str])
    """The operations whose answers have it."""

    @property
    def operations(self) -> set[str]:
        """The operations that have it."""
        return self.requests | self.answers


class _Use(NamedTuple):
    operation: str
    in_request: bool


def parts(names: PublicNames) -> dict[str, Part]:
    """Return the parts of a contract by their public names."""
    reader = _Reader(names)
    for key in names.operations:
        reader.operation(key)
    reader.unused_schemas()
    return reader.found


class _Reader:
    def __init__(self, names: PublicNames) -> None:
        self._names = names
        self._document = names.document
        schemas: dict[str, Json] = self._document.data.get("components", {}).get("schemas", {})
        self._schemas = schemas
        self.found = {names.named(name): Part(Kind.SCHEMA, None) for name in schemas}
        self._bodies: set[str] = set()
        self._read: set[tuple[str, _Use | None]] = set()

    def operation(self, key: str) -> None:
        operation, name = self._names.operations[key], self._names.operation_names[key]
        request, answer = _Use(name, in_request=True), _Use(name, in_request=False)
        for parameter, _ in self._document.parameters(operation):
            where = self._names.named(f"{name}({parameter['name']})")
            part = self._part(where, Kind.MEMBER, name, request)
            part.keywords["in"] = parameter["in"]
            part.keywords |= {
                flag: True for flag in ("required", "deprecated") if parameter.get(flag)
            }
            part.keywords |= _form(parameter)
            self._schema(where, part, parameter.get("schema", {}), request)
        if body := self._document.body(operation):
            part = self._part(name + _BODY, Kind.OTHER, name, request)
            message, _ = self._document.follow(operation.node["requestBody"], ())
            part.keywords["content"] = [*message["content"]]
            if message.get("required"):
                part.keywords["required"] = True
            self._schema(name + _BODY, part, body[0].get("schema", {}), request)
        for status, node in operation.node["responses"].items():
            kind = Kind.SUCCESS if status.startswith("2") else Kind.OTHER
            where = f"{name} {status}"
            part = self._part(where, kind, name, answer)
            response, place = self._document.follow(node, ())
            if content := response.get("content"):
                part.keywords["content"] = [*content]
            media = self._document.json(response, place)
            self._schema(where, part, media[0].get("schema", {}) if media else {}, answer)
            for header, described in response.get("headers", {}).items():
                inside = f"{where} {header}"
                part = self._part(inside, Kind.HEADER, where, answer)
                header_node, _ = self._document.follow(described, ())
                self._schema(inside, part, header_node.get("schema", {}), answer)

    def unused_schemas(self) -> None:
        """Read the schemas that no operation uses, and that still have a public name."""
        for name in self._schemas.keys() - self._bodies - {name for name, _ in self._read}:
            self._model(name, None)

    def _part(self, where: str, kind: Kind, parent: str, use: _Use | None) -> Part:
        part = self.found.setdefault(where, Part(kind, parent))
        self._use(part, use)
        return part

    def _use(self, part: Part, use: _Use | None) -> None:
        if use:
            (part.requests if use.in_request else part.answers).add(use.operation)

    def _schema(
        self, where: str, part: Part, schema: Json, use: _Use | None, prefix: str = ""
    ) -> None:
        """Add the keywords of a schema to a part, and the parts inside it."""
        resolved = self._document.resolve(schema)
        for key, value in resolved.items():
            # An absent flag is off.
            is_off = resolved[key] is False and key != "default"
            if is_off or key in _STRUCTURE | _DOCUMENTATION or key.startswith("x-"):
                continue
            if key == "additionalProperties" and is_object(value):
                self._schema(where, part, value, use, f"{prefix}values ")
                part.keywords[prefix + key] = True
                continue
            # The order of an enum has no meaning.
            part.keywords[prefix + key] = sorted(value, key=str) if key == "enum" else value
        _, place = self._document.follow(schema, ())
        if place[:-1] == ("components", "schemas") and "properties" in resolved:
            name = str(place[-1])
            part.keywords[f"{prefix}model"] = self._names.named(name)
            if where.endswith(_BODY):
                self._bodies.add(name)
                self._fields(where, resolved, use)
            else:
                self._model(name, use)
        else:
            self._fields(where, resolved, use)
        if "items" in resolved:
            self._schema(where, part, resolved["items"], use, f"{prefix}items ")
        for index, each in enumerate(resolved.get("allOf", ())):
            self._schema(where, part, each, use, f"{prefix}allOf {index} ")
        names: list[str] = []
        for alternative in (each for key in _UNIONS for each in resolved.get(key, ())):
            # Described alone, because its position in the list is not a name.
            alone = Part(part.kind, part.parent)
            self._schema(where, alone, alternative, use)
            names.append(_named(alone.keywords))
        if names:
            part.keywords[f"{prefix}alternatives"] = sorted(names)

    def _model(self, name: str, use: _Use | None) -> None:
        if (name, use) not in self._read:
            self._read.add((name, use))
            where = self._names.named(name)
            self._use(self.found[where], use)
            self._fields(where, self._document.resolve(self._schemas[name]), use)

    def _fields(self, where: str, schema: Json, use: _Use | None) -> None:
        parent = where.removesuffix(_BODY)
        for name, child in schema.get("properties", {}).items():
            inside = _inside(where, name)
            part = self._part(inside, Kind.MEMBER, parent, use)
            if name in schema.get("required", ()):
                part.keywords["required"] = True
            self._schema(inside, part, child, use)


def _form(parameter: Json) -> Json:
    """Return the style of an array or object, if it is not the default."""
    style, explode = style_of(parameter)
    usual = {"form": True, "simple": False}
    return {} if usual.get(style) is explode else {"style": style, "explode": explode}


def _named(keywords: Json) -> str:
    """Return the name of an alternative: that of its model, or its keywords."""
    model = keywords.get("model")
    return str(model) if model else " ".join(f"{key} {value}" for key, value in keywords.items())


def _inside(where: str, name: str) -> str:
    """Return the public name of a field of a part."""
    if where.endswith(_BODY):
        return f"{where.removesuffix(_BODY)}({name})"
    return f"{where[:-1]}.{name})" if where.endswith(")") else f"{where}.{name}"
