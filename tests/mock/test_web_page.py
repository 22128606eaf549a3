"""Requests that a page in a browser causes."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from werkzeug.datastructures import Headers

from cloudflare_api_mock import TOKEN, StrictMock
from cloudflare_api_mock.web_page import refusal


@pytest.fixture(scope="module")
def mock() -> Iterator[StrictMock]:
    with StrictMock(servers=1, allow_hosts=["Mock"]) as mock:
        yield mock


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST:4010", "127.0.0.1", "127.0.0.1:1", "127.8.9.10", "[::1]:4010"),
        *("container", "CONTAINER:80"),
    ],
)
def test_a_host_of_this_machine_or_of_the_user_is_served(host: str) -> None:
    assert refusal(Headers({"Host": host}), {"container"}) is None


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "evil.example:4010",
            "a.localhost",
            "localhost.evil.example",
            "localhost.",
        ),
        *("127.0.0.1.evil.example", "evil@127.0.0.1", "127.0.0.1@evil", "127.0.0.1:80:80"),
        *("127.0.0.1,evil.example", "10.0.0.1", "0.0.0.0", "[::2]", "[container", "", ":4010"),
    ],
)
def test_another_host_is_named_in_the_refusal(host: str) -> None:
    reason = refusal(Headers({"Host": host}), {"container"})
    assert reason is not None
    assert repr(host or "missing") in reason


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:4010"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_request_of_a_web_page_is_refused(header: dict[str, str]) -> None:
    reason = refusal(Headers({"Host": "127.0.0.1"} | header), ())
    assert reason is not None
    assert "does not serve web pages" in reason


def test_an_address_that_somebody_typed_into_a_browser_is_served() -> None:
    assert refusal(Headers({"Host": "127.0.0.1", "Sec-Fetch-Site": "none"}), ()) is None


@pytest.mark.parametrize(
    "header",
    [{"Host": "rebind.test:4010"}, {"Origin": "http://evil.example"}],
    ids=["rebinding", "simple request"],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/__mock__/reset"),
        ("PUT", "/__mock__/rows"),
        ("GET", "/__mock__/log"),
        ("OPTIONS", "/__mock__/rows"),
        ("DELETE", "/client/v4"),
    ],
)
def test_a_refused_request_changes_nothing_and_is_not_logged(
    mock: StrictMock, method: str, path: str, header: dict[str, str]
) -> None:
    mock.reset()
    mock.fail_next({"status": 500})
    mock.expect()
    authorized = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=mock.base_url, headers=authorized) as client:
        first, second = (
            client.request(
                method, httpx.URL(mock.base_url).join(path), headers=header, content="[]"
            )
            for _ in range(2)
        )
        assert client.get(mock.example_url).status_code == 500
    for response in (first, second):
        assert response.status_code == 403
        assert response.json()["errors"][0]["message"].startswith("The mock does not serve ")
        assert not any(name.startswith("access-control") for name in response.headers)
    assert mock.problems() == []


def test_a_further_host_is_served(mock: StrictMock) -> None:
    mock.reset()
    mock.expect(breaking_contract=True)
    assert httpx.get(mock.base_url, headers={"Host": "mock:4010"}).status_code == 404
    assert httpx.get(mock.base_url, headers={"Host": "other:4010"}).status_code == 403
    assert mock.problems() == []
