"""Logging: one line per request, a warning per retry, and nothing unless asked for."""

from __future__ import annotations

import logging
import subprocess
import sys

import httpx
import pytest

from cloudflare_ai_controls import Cloudflare
from cloudflare_api_core import APIConnectionError, InternalServerError, clock
from tests.clients import ClientKind

from .support import TOKEN, Driver, Wire, envelope

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def logs(wire: Wire, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is logged; each request takes a quarter of a second."""
    caplog.set_level(logging.DEBUG, "pets")
    monkeypatch.setattr(clock, "monotonic", lambda: len(wire.requests) / 4)


def _said(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(each.levelname, each.message) for each in caplog.records if each.name == "pets"]


async def test_a_request_is_one_line(
    driver: Driver, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    answer = envelope([])
    answer.headers["CF-Ray"] = "8f-AMS"
    wire.will(answer)
    await driver.list({"search": "private"}, extra_query={"more": "private"})
    (said,) = _said(caplog)
    assert said == ("DEBUG", "GET /v4/owners/o/pets: 200 in 250 ms, attempts 1, ray 8f-AMS")


async def test_a_retry_is_a_warning(
    client_kind: ClientKind, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    wire.will(httpx.Response(503), httpx.ReadError("reset"), envelope({"id": "a"}))
    await Driver(client_kind, wire, max_retries=2, max_retry_wait=0).read()
    where = "GET /v4/owners/o/pets/i"
    assert _said(caplog) == [
        ("WARNING", f"{where}: 503; waiting 0.0 s before attempt 2"),
        ("WARNING", f"{where}: no answer: ReadError: reset; waiting 0.0 s before attempt 3"),
        ("DEBUG", f"{where}: 200 in 750 ms, attempts 3, ray None"),
    ]


@pytest.mark.parametrize(
    ("answer", "expected", "said"),
    [
        (httpx.Response(500), InternalServerError, "500"),
        (httpx.ReadError("reset"), APIConnectionError, "no answer: ReadError: reset"),
    ],
    ids=["status", "fault"],
)
async def test_a_failure_is_one_line_too(
    answer: httpx.Response | Exception,
    expected: type[Exception],
    said: str,
    driver: Driver,
    wire: Wire,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wire.will(answer)
    with pytest.raises(expected):
        await driver.read()
    line = f"GET /v4/owners/o/pets/i: {said} in 250 ms, attempts 1, ray None"
    assert _said(caplog) == [("DEBUG", line)]


def test_the_logger_has_the_packages_name(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "cloudflare_ai_controls")
    transport = httpx.MockTransport(lambda _: envelope([]))
    with httpx.Client(transport=transport) as http:
        client = Cloudflare(api_token=TOKEN, http_client=http)
        client.zero_trust.access.ai_controls.mcp.servers.list(account_id="a")
    names = [each.name for each in caplog.records if each.name.startswith("cloudflare")]
    assert names == ["cloudflare_ai_controls"]


_RETRYING = """
import logging
import httpx
from cloudflare_ai_controls import Cloudflare, InternalServerError
http = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(503)))
client = Cloudflare(api_token="t", http_client=http, max_retries=1, max_retry_wait=0)
for step in ("before", "after"):
    try:
        client.zero_trust.access.ai_controls.mcp.servers.list(account_id=step)
    except InternalServerError as error:
        print(error.attempts)
    logging.basicConfig()
"""


def test_nothing_is_printed_unless_the_program_sets_up_logging() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RETRYING], capture_output=True, text=True, check=True
    )
    assert done.stdout == "2\n2\n"
    (line,) = done.stderr.splitlines()
    assert line.startswith("WARNING:cloudflare_ai_controls:GET /client/v4/accounts/after/")
