"""Names of a module that are imported when they are reached (PEP 562).

Type checkers read the names from a stub beside the module, or from imports under `TYPE_CHECKING`. A
checker that saw `__getattr__` would accept any name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeVar

from .importing import importing

__all__ = ["LazyMapping", "lazy_modules", "lazy_names"]

T = TypeVar("T")
_Functions = tuple[Callable[[str], Any], Callable[[], list[str]]]


def lazy_names(
    module: str, targets: Mapping[str, str] = MappingProxyType({}), table: str | None = None
) -> _Functions:
    """Make the `__getattr__` and `__dir__` of a module from the import targets of its names.

    A target is a module, absolute or relative, with `:other` if it has the name as `other`.
    `table` is a module whose `TARGETS` has further names, relative to its own package. It is
    imported when one of them is wanted: a long table would slow down each start.
    """
    package = sys.modules[module].__package__

    def find_table() -> Any:
        return import_module(table, package) if table else None

    def load(name: str) -> Any:
        if name in targets:
            return _load(targets[name], name, package)
        further = find_table()
        if further and name in further.TARGETS:
            return _load(further.TARGETS[name], name, further.__package__)
        return None

    def names() -> list[str]:
        further = find_table()
        return [*targets, *(further.TARGETS if further else ())]

    return _functions(module, names, load)


def lazy_modules(package: str) -> _Functions:
    """Make the `__getattr__` and `__dir__` of a package from the modules in its folder."""

    def load(name: str) -> Any:
        wanted = f"{package}.{name}"
        try:
            return import_module(wanted)
        except ModuleNotFoundError as error:
            if error.name == wanted:
                return None
            raise

    def names() -> list[str]:
        from pkgutil import iter_modules

        return [name for _, name, _ in iter_modules(sys.modules[package].__path__)]

    return _functions(package, names, load)


def _functions(
    module: str, names: Callable[[], Iterable[str]], load: Callable[[str], Any]
) -> _Functions:
    owner = sys.modules[module]

    def find(name: str) -> Any:
        with importing():
            if name == "__all__":
                found: Any = [*names()]
            else:
                # Python and its tools ask every module for names such as `__wrapped__`.
                found = None if name.startswith("_") else load(name)
        if found is None:
            problem = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(problem, name=name, obj=owner)
        # Python calls this function only for names that are not set.
        setattr(owner, name, found)
        return found

    return find, lambda: sorted({*vars(owner), *owner.__all__})


class LazyMapping(Mapping[str, T]):
    """A mapping whose values are imported when they are reached.

    targets: the import target of each value, `module:name`, relative to the package.
    """

    def __init__(self, package: str, targets: Mapping[str, str]) -> None:
        self._package = package
        self._targets = targets

    def __getitem__(self, key: str) -> T:
        target = self._targets[key]
        with importing():
            value: T = _load(target, key, self._package)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._targets)

    def __len__(self) -> int:
        return len(self._targets)

    def __contains__(self, key: object) -> bool:
        return key in self._targets


def _load(target: str, name: str, package: str | None) -> Any:
    module, _, other = target.partition(":")
    return getattr(import_module(module, package), other or name)
