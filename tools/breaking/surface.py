"""The public surface of one revision: its contract, and its packages as griffe reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import griffe
from attrs import frozen

from .command_changes import commands
from .public_names import PublicNames, identity
from .revision import Revision, RevisionError

__all__ = ["Name", "Surface"]

_CORE: Final = "cloudflare_api_core"
_TASKS: Final = "cloudflare_ai_controls_tasks"
_BY_HAND: Final = (_TASKS, "cloudflare_api_mock")
"""The packages of which the exports are public."""


@frozen
class Name:
    """A public name of the package."""

    annotation: str | None = None
    is_argument: bool = False
    parent: str | None = None
    """The public name that contains it."""


class Surface:
    """The contract and the public packages of one revision, which griffe does not run.

    A thing that the surface `before` also has keeps its public name there. Raises RevisionError.
    """

    def __init__(self, revision: Revision, before: Surface | None = None) -> None:
        self.revision = revision
        self.names: PublicNames = PublicNames(revision.document, before.names if before else None)
        folder = revision.folder
        self.package = next(path.parent.name for path in folder.glob("generated/*/__init__.py"))
        paths = [folder / "generated", folder]
        loader = griffe.GriffeLoader(search_paths=paths, allow_inspection=False)
        loader.load(_CORE, try_relative_path=False)
        self.root: Any = loader.load(self.package, try_relative_path=False)
        self.by_hand: dict[str, Any] = {}
        for name in _BY_HAND:
            exists = (folder / name).exists()
            module = loader.load(name, try_relative_path=False) if exists else griffe.Module(name)
            self.by_hand[name] = module
        loader.resolve_aliases()
        self.commands = commands(folder, self.by_hand[_TASKS])
        for function in self._functions():
            # griffe would take it for a place of every argument that is gone.
            if "options" in function.parameters:
                del function.parameters["options"]
        self._methods: dict[str, str] = {}
        self._groups: dict[str, str] = {}
        for key, operation in self.names.operations.items():
            steps = operation.group
            for depth in range(1, len(steps) + 1):
                self._groups[_squeezed(*steps[:depth])] = ".".join(("client", *steps[:depth]))
            method = _squeezed(*steps, operation.node.get("x-fern-sdk-method-name", ""))
            self._methods[method] = self.names.operation_names[key]
        self._modules = dict(self._operations())
        if set(self._modules.values()) != set(self.names.operation_names.values()):
            problem = "generated/ and openapi.yaml do not have the same operations"
            raise RevisionError(f"{revision.name}: {problem}")

    def where(self, path: str) -> str | None:
        """Return the public name of a dotted path of Python, or None if it is not public."""
        match path.removeprefix(f"{self.package}.").split("."):
            case ["models", _, model, *rest]:
                name = ".".join((model, *rest))
            case ["models", *_]:
                return None  # Only the exports of the package are public.
            case ["api", _, module, *_]:
                return self._modules.get(module, module)
            case ["resources", module, _, method] if _squeezed(module, method) in self._methods:
                return self._methods[_squeezed(module, method)]
            case ["resources", module, *rest]:
                known = self._groups.get(_squeezed(module), f"client.{module}")
                return ".".join((known, *rest[1:]))
            case ["client", name, *rest]:
                name = ".".join((name.removeprefix("Async"), *rest))
            case [package, *steps] if package in self.by_hand:
                exported = {*map(str, self.by_hand[package].exports or ())}
                first = next((i for i, step in enumerate(steps) if step in exported), None)
                if first is None:
                    return None
                name = ".".join(steps[first:])
            case steps:
                # A name of core starts with its class.
                first = next((i for i, step in enumerate(steps) if step[:1].isupper()), -1)
                name = ".".join(steps[first:] if steps[0] == _CORE else steps)
        return self.names.named(name.removesuffix(".__init__"))

    def argument(self, where: str, name: str) -> str:
        """Return the public name of an argument of a function."""
        return self.names.named(f"{where}({name})")

    def python_names(self) -> dict[str, Name]:
        """Return every public name once, although sync and async code both have it."""
        found: dict[str, Name] = {}
        for module in _members(self.root["resources"]):
            for resource in _exported(module):
                if not resource.name.startswith("Async"):
                    found[self.where(resource.path) or ""] = Name()
                    self._add_members(found, resource)
        for module in (self.root, *self.by_hand.values()):
            for export in _exported(module):
                name = self.names.named(export.name)
                found[name] = Name()
                with suppress(griffe.AliasResolutionError):
                    target = export.final_target if export.is_alias else export
                    if target.is_class:
                        self._add_members(found, target, name)
                    elif target.is_function:
                        self._add_function(found, target)
        return found

    def _add_members(self, found: dict[str, Name], target: Any, parent: str | None = None) -> None:
        for member in _members(target):
            where = self.where(member.path)
            if member.is_function:
                self._add_function(found, member)
            elif where and not where.startswith("client."):
                annotation = self._text(member.annotation or _number(member))
                found.setdefault(where, Name(annotation, parent=parent))
        if "__init__" in target.members and not target.path.startswith(_CORE):
            self._add_function(found, target["__init__"])

    def _add_function(self, found: dict[str, Name], function: Any) -> None:
        where = self.where(function.path)
        if where is None:
            return
        found.setdefault(where, Name(self._text(function.returns)))
        for parameter in function.parameters:
            if parameter.name not in ("self", "cls", "client"):
                name = Name(self._text(parameter.annotation), is_argument=True, parent=where)
                found.setdefault(self.argument(where, parameter.name), name)

    def _functions(self) -> Iterator[Any]:
        """Iterate over the functions and methods that call an operation."""
        for module in (*self._api(), *_members(self.root["resources"])):
            for member in _members(module):
                for each in _members(member) if member.is_class else [member]:
                    if each.is_function:
                        yield each

    def _api(self) -> Iterator[Any]:
        for tag in _members(self.root["api"]):
            yield from _members(tag)

    def _operations(self) -> Iterator[tuple[str, str]]:
        for module in self._api():
            source = str(module["OPERATION"].value) if "OPERATION" in module.members else ""
            found = re.findall(r"\b(?:method|path)=['\"]([^'\"]*)", source)
            key = identity(*found) if len(found) == 2 else module.name
            yield module.name, self.names.operation_names.get(key, key)

    def _text(self, annotation: Any) -> str | None:
        """Return an annotation with the earlier names of models."""
        if annotation is None:
            return None
        return re.sub(r"\b[A-Z]\w*", lambda found: self.names.named(found[0]), str(annotation))


def _members(node: Any) -> list[Any]:
    members = node.members.values()
    return [each for each in members if not each.is_alias and not each.name.startswith("_")]


def _exported(node: Any) -> list[Any]:
    return [node.members[str(name)] for name in node.exports or () if str(name) in node.members]


def _number(attribute: Any) -> str | None:
    """Return the value of an attribute if it is a number, such as an exit code."""
    value = str(attribute.value)
    return value if value.isdecimal() else None


def _squeezed(*names: str) -> str:
    """Return names as one text in which Python and the contract agree."""
    return re.sub(r"[\W_]", "", "".join(names)).lower()
