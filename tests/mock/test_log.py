"""The log's bound."""

from __future__ import annotations

from cloudflare_api_mock.log import Log, LogEntry


def _entry(number: int, *, broken: bool) -> LogEntry:
    violations = ("query x: Required",) if broken else ()
    return LogEntry("PUT", f"/{number}", (), {}, "x" * 1024 * 1024, 200, violations)


def test_the_newest_requests_are_kept_and_all_are_counted() -> None:
    log = Log()
    for number in range(20):
        log.add(_entry(number, broken=number < 3))
    assert [entry.path for entry in log.entries()] == [f"/{number}" for number in range(5, 20)]
    assert (log.count, log.broken) == (20, 3)


def test_a_request_that_does_not_fit_is_counted() -> None:
    log = Log()
    log.add(LogEntry("PUT", "/", (), {}, "x" * 17 * 1024 * 1024, 200, ()))
    assert (log.count, log.entries()) == (1, [])
