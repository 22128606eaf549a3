"""The check that a regular expression takes linear time, also in an engine that backtracks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, product
from typing import Any, Final, NamedTuple

from .characters import PARSER, alphabet, is_in

__all__ = ["fault"]

_LONGEST: Final = 1000
_MOST_COPIES: Final = 64
_MOST_STEPS: Final = 50_000
_MOST_WAYS: Final = 10_000
_SINGLE: Final = {"LITERAL", "NOT_LITERAL", "ANY", "IN"}
_STARTS: Final = [(PARSER.AT, PARSER.AT_BEGINNING), (PARSER.AT, PARSER.AT_BEGINNING_STRING)]


def fault(pattern: str) -> str | None:
    """Return why a pattern may take too long for some text, None if it does not.

    A pattern that Python cannot compile has no fault here.
    """
    if len(pattern) > _LONGEST:
        return f"has more than {_LONGEST} characters"
    try:
        automaton = _Automaton(PARSER.parse(pattern))
    except (re.error, OverflowError):
        return None
    except RecursionError:
        return "is nested too deeply"
    except NotImplementedError:
        return "has more than literals, classes, groups, alternatives, repeats, ^ and $"
    if automaton.is_doubled or automaton.has_many_ways() or automaton.is_ambiguous():
        return "may take more than linear time: several parts of it can match the same text"
    return None


class _Part(NamedTuple):
    """A part of a pattern: whether it may match nothing, and its outermost positions."""

    may_be_empty: bool
    first: Sequence[int] = ()
    last: Sequence[int] = ()


class _Automaton:
    """Glushkov's automaton of a pattern. A position is a state that one character leads to.

    is_doubled: whether there are two ways to match the empty text, or to go from one position to
    another. Raises NotImplementedError for an unknown construct.
    """

    def __init__(self, parsed: Any) -> None:
        if parsed.state.flags != re.UNICODE.value:
            raise NotImplementedError("flags")
        self.is_doubled = False
        self._alphabet = alphabet(parsed)
        self._characters: list[int] = []
        """The characters of each position, as bits."""
        self._follow: list[set[int]] = []
        parts = [self._all(parsed)]
        if not (parsed and parsed[0] in _STARTS):
            # The search begins at each character.
            anything = self._position(lambda character: True)
            parts.insert(0, self._repeat(anything, is_optional=True))
        self._start = self._sequence(parts).first

    def has_many_ways(self) -> bool:
        """Return whether choices outside of loops, as in `a?a?a?…`, give too many ways to match."""
        ways = 1
        for following in (self._start, *self._follow):
            choices = 1
            for one, other in combinations(following, 2):
                choices += bool(self._characters[one] & self._characters[other])
                if ways * choices > _MOST_WAYS:
                    return True
            ways *= choices
        return False

    def is_ambiguous(self) -> bool:
        """Return whether some texts can be matched in ever more ways (Weber and Seidl's IDA).

        Then there are positions p and q, and a text that leads from p to p, from p to q and from q
        to q. It also returns True if the search for them takes too long.
        """
        reach = self._reach()
        loops = [state for state, reached in enumerate(reach) if state in reached]
        steps = 0
        for p, q in product(loops, loops):
            if p == q or q not in reach[p]:
                continue
            seen: set[tuple[int, ...]] = {(p, p, q)}
            pending = [*seen]
            while pending:
                for after in product(*(self._follow[state] for state in pending.pop())):
                    steps += 1
                    if steps > _MOST_STEPS:
                        return True
                    x, y, z = after
                    if after in seen or p not in reach[x] or q not in reach[z]:
                        continue
                    if self._characters[x] & self._characters[y] & self._characters[z]:
                        if after == (p, q, q):
                            return True
                        seen.add(after)
                        pending.append(after)
        return False

    def _reach(self) -> list[set[int]]:
        reach: list[set[int]] = []
        for state in range(len(self._follow)):
            reached: set[int] = set()
            pending = [state]
            while pending:
                new = self._follow[pending.pop()] - reached
                reached |= new
                pending += new
            reach.append(reached)
        return reach

    def _all(self, items: Iterable[Any]) -> _Part:
        return self._sequence([self._item(*item) for item in items])

    def _item(self, kind: Any, value: Any) -> _Part:
        match str(kind):
            case "LITERAL":
                return self._position(lambda character: character == value)
            case "NOT_LITERAL":
                return self._position(lambda character: character != value)
            case "ANY":
                return self._position(lambda character: True)
            case "IN":
                return self._position(lambda character: is_in(character, value))
            case "AT":
                return _Part(may_be_empty=True)
            case "SUBPATTERN":
                return self._all(value[-1])
            case "BRANCH":
                parts = [self._all(branch) for branch in value[1]]
                self.is_doubled |= sum(part.may_be_empty for part in parts) > 1
                return _Part(
                    any(part.may_be_empty for part in parts),
                    [state for part in parts for state in part.first],
                    [state for part in parts for state in part.last],
                )
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self._repeated(*value)
            case _:
                raise NotImplementedError(kind)

    def _repeated(self, least: int, most: int, items: Any) -> _Part:
        if most == 0:
            return _Part(may_be_empty=True)
        if least == most <= _MOST_COPIES and len(items) == 1 and str(items[0][0]) in _SINGLE:
            return self._all([*items] * most)
        part = self._all(items)
        if most == 1:
            self.is_doubled |= part.may_be_empty and least == 0
            return part._replace(may_be_empty=part.may_be_empty or least == 0)
        self.is_doubled |= part.may_be_empty
        return self._repeat(part, is_optional=least == 0)

    def _repeat(self, part: _Part, *, is_optional: bool) -> _Part:
        for state in part.last:
            self.is_doubled |= not self._follow[state].isdisjoint(part.first)
            self._follow[state].update(part.first)
        return part._replace(may_be_empty=part.may_be_empty or is_optional)

    def _sequence(self, parts: Iterable[_Part]) -> _Part:
        whole = _Part(may_be_empty=True)
        for part in parts:
            for state in whole.last:
                self._follow[state].update(part.first)
            whole = _Part(
                whole.may_be_empty and part.may_be_empty,
                [*whole.first, *part.first] if whole.may_be_empty else whole.first,
                [*whole.last, *part.last] if part.may_be_empty else part.last,
            )
        return whole

    def _position(self, matches: Callable[[int], bool]) -> _Part:
        bits = (1 << bit for bit, character in enumerate(self._alphabet) if matches(character))
        self._characters.append(sum(bits))
        self._follow.append(set())
        state = [len(self._follow) - 1]
        return _Part(False, state, state)
