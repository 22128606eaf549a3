"""The fixture, in separate test runs."""

from __future__ import annotations

import pytest

from .support import SERVERS

pytest_plugins = ["pytester"]

_TESTS = """
import httpx
from cloudflare_api_mock import TOKEN

def get(mock, query=""):
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return httpx.get(mock.example_url + query, headers=headers).json()

def test_expected(cloudflare_mock):
    cloudflare_mock.expect(2)
    assert get(cloudflare_mock)["result_info"]["total_count"] == 250
    assert get(cloudflare_mock)["success"]

def test_unexpected(cloudflare_mock):
    get(cloudflare_mock)

def test_missing(cloudflare_mock):
    assert cloudflare_mock.log == []
    cloudflare_mock.expect()

def test_violation(cloudflare_mock):
    cloudflare_mock.expect()
    get(cloudflare_mock, "?x=1")

def test_unused_fault(cloudflare_mock):
    cloudflare_mock.fail_next({"status": 500})

def test_rows_and_a_fault(cloudflare_mock):
    cloudflare_mock.set_rows("servers", [{"id": "notes"}])
    cloudflare_mock.fail_next({"status": 500, "json": {"success": False}})
    cloudflare_mock.expect(2)
    assert not get(cloudflare_mock)["success"]
    assert [row["id"] for row in get(cloudflare_mock)["result"]] == ["notes"]

def test_initial_state(cloudflare_mock):
    cloudflare_mock.expect()
    assert get(cloudflare_mock)["result_info"]["total_count"] == 250
"""


def test_a_test_fails_if_requests_differ_from_the_expected_ones(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile(_TESTS)
    result = pytester.runpytest_inprocess("-p", "cloudflare_api_mock.pytest_plugin")
    result.assert_outcomes(passed=7, errors=4)
    result.stdout.fnmatch_lines(
        [
            "*at teardown of test_unexpected*",
            f"GET {SERVERS} was not expected (status 200)",
            "*at teardown of test_missing*",
            "expected 1 requests, got 0",
            "*at teardown of test_violation*",
            f"GET {SERVERS} broke the contract: query x: Unrecognized parameter",
            "*at teardown of test_unused_fault*",
            'too few requests got the fault {"status": 500}',
        ]
    )
