"""Changes of the public surface and the users that they break."""

from __future__ import annotations

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

    @property
    def breaks(self) -> bool:
        """Whether some user has to act."""
        return max(self.python, self.strict) > Verdict.NONE


def joined(contract: list[Change], python: list[Change]) -> list[Change]:
    """Join all changes of a place into one, the worst change first.

    A change of the contract explains the changes of the same place in Python.
    """
    places: dict[str, list[Change]] = {}
    for change in (*contract, *python):
        places.setdefault(change.where, []).append(change)
    changes: list[Change] = []
    for where, group in places.items():
        explanations = [change for change in group if change in contract]
        # A type that a checker may complain about is listed even if the contract explains it.
        types = [change for change in group if change.python is Verdict.TYPES]
        texts = dict.fromkeys(c.what for c in ([*explanations, *types] if explanations else group))
        verdicts = ((change.python, change.strict) for change in group)
        changes.append(Change(where, "; ".join(texts), *map(max, zip(*verdicts, strict=True))))
    return sorted(changes, key=lambda c: (-(c.python + c.strict), c.where))
