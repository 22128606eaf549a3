"""Changes of the public surface and the users that they break."""

from __future__ import annotations

import re
from enum import IntEnum

from attrs import frozen

__all__ = ["Change", "Verdict", "joined"]


class Verdict(IntEnum):
    """The effect of a change on users of the old surface, the worst one last."""

    NONE = 0
    TYPES = 1
    """Programs run as before, but a type checker may complain."""
    BREAKS = 2


@frozen
class Change:
    """One change: its place, its description and its effect on each audience."""

    where: str
    """An operation, `operation(argument)`, a model, `Model.field`, or another public name."""
    what: str
    python: Verdict = Verdict.NONE
    """The effect on users of the Python client."""
    strict: Verdict = Verdict.NONE
    """The effect on clients with closed enums and required fields, in any language."""
    operations: tuple[str, ...] = ()
    """The affected operations, unless the place names its one operation."""

    @property
    def breaks(self) -> bool:
        """Whether some user has to act."""
        return max(self.python, self.strict) > Verdict.NONE


def joined(contract: list[Change], python: list[Change]) -> list[Change]:
    """Join all changes of a place into one, the worst change first.

    A change of the contract explains the changes of the same place in Python.
    """
    places: dict[str, tuple[list[Change], list[Change]]] = {}
    for index, found in enumerate((contract, python)):
        for change in found:
            places.setdefault(_spelt_alike(change.where), ([], []))[index].append(change)
    changes: list[Change] = []
    for explanations, found in places.values():
        # A type that a checker may complain about is listed even if the contract explains it.
        types = [change for change in found if change.python is Verdict.TYPES]
        texts = dict.fromkeys(c.what for c in ([*explanations, *types] if explanations else found))
        both = [*explanations, *found]
        worst = max(each.python for each in both), max(each.strict for each in both)
        operations = tuple(sorted({name for each in both for name in each.operations}))
        changes.append(Change(both[0].where, "; ".join(texts), *worst, operations))
    return sorted(changes, key=lambda c: (-(c.python + c.strict), c.where))


def _spelt_alike(where: str) -> str:
    """Return a key that is equal for `op(is-tame)` of the contract and `op(is_tame)` of Python."""
    owner = re.split(r"[.(]", where)[0]
    return owner + re.sub(r"[^\w.(]|_", "", where.removeprefix(owner)).lower()
