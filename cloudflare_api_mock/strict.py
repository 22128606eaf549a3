"""A mock that checks the requests it gets against the expected ones."""

from __future__ import annotations

from cloudflare_api_text import printable

from .mock import Mock

__all__ = ["StrictMock"]


class StrictMock(Mock):
    """A mock for tests.

    The end of its `with` block raises `AssertionError` if there are `problems`, unless the block
    raised an exception.
    """

    _expected = 0
    _breaking = 0

    def expect(self, n: int = 1, *, breaking_contract: bool = False) -> None:
        """Expect n more requests; breaking_contract: whether they violate the contract."""
        self._expected += n
        self._breaking += n if breaking_contract else 0

    def reset(self) -> None:
        """Restore the initial data and clear faults, quirks, log and expectations."""
        super().reset()
        self._expected = self._breaking = 0

    def problems(self) -> list[str]:
        """A line for each difference from what the test expects.

        The differences are unexpected requests, missing requests, unexpected violations of the
        contract by requests or answers, and faults that too few requests got.
        """
        with self._lock:
            log, count, broken = self._log.entries(), self._log.count, self._log.broken
        dropped = count - len(log)
        lines: list[str] = []
        if dropped and (broken > self._breaking or count > self._expected):
            lines.append(f"the log has only the newest {len(log)} of {count} requests")
        if broken > self._breaking:
            lines += [
                f"{entry.method} {entry.path} broke the contract: {violation}"
                for entry in log
                for violation in entry.violations
            ]
        if broken < self._breaking:
            lines.append(
                f"expected {self._breaking} requests that break the contract, got {broken}"
            )
        lines += [
            f"{entry.method} {entry.path} was not expected (status {entry.status})"
            for entry in log[max(0, self._expected - dropped) :]
        ]
        if count < self._expected:
            lines.append(f"expected {self._expected} requests, got {count}")
        lines += [f"too few requests got the fault {fault}" for fault in self.unused_faults]
        # The client wrote the method, the path and the body.
        return [*map(printable, lines)]

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if not any(error) and (problems := self.problems()):
            raise AssertionError("\n".join(problems))
