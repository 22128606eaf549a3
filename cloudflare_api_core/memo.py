"""The memory of a walk through values and unions that may lead back to themselves."""

from __future__ import annotations

from collections.abc import Callable
from threading import local
from typing import Any

__all__ = ["Memo"]


class Memo(local):
    """Remembers what was found since the outermost call of `find` in this thread.

    The branches of a union may hold the same union again. To try each of them anew would double the
    time at each level.
    """

    _found: dict[tuple[object, ...], Any] | None = None

    def find(self, key: tuple[object, ...], search: Callable[[], Any]) -> Any:
        """Return what `search` returns, or has returned for this key."""
        if self._found is not None:
            if key not in self._found:
                self._found[key] = search()
            return self._found[key]
        self._found = {}
        try:
            return search()
        finally:
            self._found = None
