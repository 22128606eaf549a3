"""A mock that wants to know what will come, and complains about all else."""

from __future__ import annotations

from types import TracebackType

from .mock import Mock

__all__ = ["StrictMock"]


class StrictMock(Mock):
    """A mock for tests.

    Leaving its `with` block raises `AssertionError` if there are `problems`, unless an exception
    is already on its way.
    """

    _expected = 0
    _breaking = 0

    def expect(self, n: int = 1, *, breaking_contract: bool = False) -> None:
        """Announce n more requests; `breaking_contract` if it is in breach of it that they come."""
        self._expected += n
        self._breaking += n if breaking_contract else 0

    def reset(self) -> None:
        """Make faults, log and expectations empty, as at the start."""
        super().reset()
        self._expected = self._breaking = 0

    def problems(self) -> list[str]:
        """A line for each thing that did not go as announced.

        Such are requests that came without being expected, expected ones that did not come,
        requests or answers that broke the contract unannounced, and faults that nothing met.
        """
        log = self.log
        broken = [entry for entry in log if entry.violations]
        lines: list[str] = []
        if len(broken) > self._breaking:
            lines += [
                f"{entry.method} {entry.path} broke the contract: {violation}"
                for entry in broken
                for violation in entry.violations
            ]
        if len(broken) < self._breaking:
            lines.append(f"expected {self._breaking} breaches of the contract, {len(broken)} came")
        lines += [
            f"{entry.method} {entry.path} was not expected (status {entry.status})"
            for entry in log[self._expected :]
        ]
        if len(log) < self._expected:
            lines.append(f"expected {self._expected} requests, {len(log)} came")
        lines += [f"no request met the fault {fault}" for fault in self.unused_faults]
        return lines

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        if error is None and (problems := self.problems()):
            raise AssertionError("\n".join(problems))
