"""What changed in the public surface, and whom it breaks."""

from __future__ import annotations

from enum import IntEnum

from attrs import evolve, frozen

__all__ = ["Change", "Verdict", "joined", "worst"]


class Verdict(IntEnum):
    """What a change does to those who use the old surface; the higher, the worse."""

    NONE = 0
    TYPES = 1
    """Programs run as before, but a type checker may complain."""
    BREAKS = 2


@frozen
class Change:
    """One change: where, what, and what it does to each audience."""

    where: str
    """An operation, `operation(argument)`, a model, `Model.field`, or another public name."""
    what: str
    python: Verdict = Verdict.NONE
    """Users of the Python client."""
    strict: Verdict = Verdict.NONE
    """Clients with closed enums and required fields, in any language."""

    @property
    def breaks(self) -> bool:
        """Whether somebody has to act."""
        return max(self.python, self.strict) > Verdict.NONE


def joined(contract: list[Change], python: list[Change]) -> list[Change]:
    """Make one change of all that was found in a place, the worst first.

    What the contract says of a place explains what is found there in Python.
    """
    places: dict[str, Change] = {}
    explained = {change.where for change in contract}
    for change in (*contract, *python):
        before = places.get(change.where)
        if before is None:
            places[change.where] = change
            continue
        said = before.what.split("; ")
        # A type that a checker may complain of is said even where the contract explains it.
        is_news = (
            change in contract or change.where not in explained or change.python is Verdict.TYPES
        )
        places[change.where] = evolve(
            before,
            what="; ".join(dict.fromkeys((*said, change.what))) if is_news else before.what,
            python=max(before.python, change.python),
            strict=max(before.strict, change.strict),
        )
    return sorted(places.values(), key=lambda c: (-(c.python + c.strict), c.where))


def worst(changes: list[Change]) -> tuple[Verdict, Verdict]:
    """Return what all of them together do: to users of Python, and to strict clients."""
    return (
        max((change.python for change in changes), default=Verdict.NONE),
        max((change.strict for change in changes), default=Verdict.NONE),
    )
