"""Names of a module that are imported when they are reached (PEP 562).

The module also imports them under `TYPE_CHECKING`, and leaves these functions out there: a type
checker that saw `__getattr__` would accept any name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Any

from .importing import importing

__all__ = ["lazy_modules", "lazy_names"]

_Functions = tuple[Callable[[str], Any], Callable[[], list[str]]]


def lazy_names(module: str, places: Mapping[str, str]) -> _Functions:
    """Make the `__getattr__` and `__dir__` of a module from the places of its names.

    A place is another module, absolute or relative, with `:other` if that has the name as `other`.
    """
    package = sys.modules[module].__package__

    def load(name: str) -> Any:
        place, _, other = places[name].partition(":")
        return getattr(import_module(place, package), other or name)

    return _functions(module, places, load)


def lazy_modules(package: str, names: Collection[str]) -> _Functions:
    """Make the `__getattr__` and `__dir__` of a package from the names of its modules."""
    return _functions(package, names, lambda name: import_module(f".{name}", package))


def _functions(module: str, names: Collection[str], load: Callable[[str], Any]) -> _Functions:
    owner = sys.modules[module]

    def find(name: str) -> Any:
        if name not in names:
            problem = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(problem, name=name, obj=owner)
        with importing():
            found = load(name)
        # Python calls this function only for names that are not set.
        setattr(owner, name, found)
        return found

    return find, lambda: sorted({*vars(owner), *names})
