"""The names of groups of commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .arguments import kebab_case

__all__ = ["GroupNames"]


class GroupNames:
    """The names of groups: the shortest end of each path that is unique among the paths.

    A longer end also names the group. A script can use the whole path, which stays valid when a
    group with the same last name is added.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._ending: dict[str, list[str]] = {}
        """The paths with each end."""
        paths = [*paths]
        for path in paths:
            for end in _ends(path):
                self._ending.setdefault(end, []).append(path)
        self.names: dict[str, str] = {path: self._name(path) for path in paths}
        """By path."""

    def _name(self, path: str) -> str:
        *ends, whole = _ends(path)
        return next((end for end in ends if len(self._ending[end]) == 1), whole)

    def ending(self, typed: str) -> list[str]:
        """Return the names of the groups that are meant by a name, or by an end of their paths."""
        if typed in self.names.values():
            return [typed]
        return [self.names[path] for path in self._ending.get(typed, ())]


def _ends(path: str) -> Iterator[str]:
    """Iterate over the ends of a path as they are typed, the shortest first."""
    steps = [kebab_case(step) for step in path.split(".")]
    return (".".join(steps[i:]) for i in reversed(range(len(steps))))
