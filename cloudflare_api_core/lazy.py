"""Names of a module that are imported when they are reached (PEP 562).

The module also imports them under `TYPE_CHECKING`, and leaves these functions out there: a type
checker that saw `__getattr__` would accept any name.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

__all__ = ["lazy_modules", "lazy_names"]

_Functions = tuple[Callable[[str], Any], Callable[[], list[str]]]


# Threads that import something. A fork waits for them, because it would leave the locks of the
# modules locked in the child process.
_importing: Final = list[int]()
_importing_changed: Final = threading.Condition()


@contextmanager
def _under_way() -> Generator[None]:
    thread = threading.get_ident()
    with _importing_changed:
        _importing.append(thread)
    try:
        yield
    finally:
        with _importing_changed:
            _importing.remove(thread)
            _importing_changed.notify_all()


def _begin_fork() -> None:
    _importing_changed.acquire()
    _importing_changed.wait_for(lambda: {*_importing} <= {threading.get_ident()})


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_begin_fork,
        after_in_parent=_importing_changed.release,
        after_in_child=_importing_changed.release,
    )


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
        with _under_way():
            found = load(name)
        # Python calls this function only for names that are not set.
        setattr(owner, name, found)
        return found

    return find, lambda: sorted({*vars(owner), *names})
