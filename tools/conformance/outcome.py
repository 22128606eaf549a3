"""What became of the kit's cases in one language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import Factory, frozen

from .case import Case

__all__ = ["Outcome"]


@frozen
class Outcome:
    """found: what went wrong of each case that was played. known_failures: the cases that are known
    not to be kept. failures: what else is wrong."""

    found: Mapping[str, Sequence[str]] = Factory(dict[str, list[str]])
    known_failures: Collection[str] = ()
    failures: Sequence[str] = ()

    def keeps(self, case: Case) -> bool:
        """Whether it was played, and nothing went wrong."""
        return self.found.get(str(case)) == []

    @property
    def wrong(self) -> Iterator[str]:
        """A line for each thing that is not as it is said to be."""
        yield from self.failures
        for name, problems in self.found.items():
            if problems and name not in self.known_failures:
                yield f"{name}: {'; '.join(problems)}"
            if not problems and name in self.known_failures:
                yield f"{name}: is kept, but its README says that it is not"
        if self.found:
            for name in self.known_failures:
                if name not in self.found:
                    yield f"{name}: is in its README, but not in the kit"
