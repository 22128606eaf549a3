"""The mock over HTTP."""

from __future__ import annotations

import gc
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import EMAIL, KEY, TOKEN, Mock
from cloudflare_api_mock.answer import Answer

from .support import SERVERS, document

LIST = SERVERS.removeprefix("/client/v4")
BEARER = {"Authorization": f"Bearer {TOKEN}"}
IMPATIENT = httpx.Timeout(60, read=0.01)


@pytest.fixture(scope="module")
def running() -> Iterator[Mock]:
    with Mock(servers=250) as mock:
        yield mock


@pytest.fixture
def mock(running: Mock) -> Mock:
    running.reset()
    return running


@pytest.fixture
def client(mock: Mock) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=mock.base_url, headers=BEARER) as client:
        yield client


def control(mock: Mock, name: str) -> str:
    return mock.base_url.replace("/client/v4", f"/__mock__/{name}")


def error(response: httpx.Response) -> tuple[int, int]:
    envelope = response.json()
    assert envelope["success"] is False
    return response.status_code, envelope["errors"][0]["code"]


def test_a_list_follows_the_contract(mock: Mock, client: httpx.Client) -> None:
    response = client.get(LIST, params={"per_page": 100, "page": 3})
    assert response.status_code == 200
    assert len(response.json()["result"]) == 50
    assert mock.log[0].violations == ()


def test_every_answer_has_the_gateways_headers(client: httpx.Client) -> None:
    answers = [client.get(LIST), client.get(LIST, params={"page": 0}), client.get("/no/such/path")]
    for response in answers:
        assert response.headers["Content-Type"] == "application/json"
        assert re.fullmatch(r"[0-9a-f]{16}-[A-Z]{3}", response.headers["cf-ray"])
        assert re.fullmatch(r'"default";r=\d+;t=\d+', response.headers["Ratelimit"])
        assert re.fullmatch(r'"default";q=\d+;w=\d+', response.headers["Ratelimit-Policy"])
    assert len({response.headers["cf-ray"] for response in answers}) == 3


def test_rays_are_the_same_after_a_reset(mock: Mock, client: httpx.Client) -> None:
    first = client.get(LIST).headers["cf-ray"]
    mock.reset()
    assert client.get(LIST).headers["cf-ray"] == first


def test_credentials_are_checked(mock: Mock) -> None:
    assert error(httpx.get(mock.example_url)) == (400, 9106)
    headers = {"X-Auth-Email": EMAIL, "X-Auth-Key": "other"}
    assert error(httpx.get(mock.example_url, headers=headers)) == (401, 10000)
    headers["X-Auth-Key"] = KEY
    assert httpx.get(mock.example_url, headers=headers).status_code == 200


def test_a_parameter_out_of_bounds_gets_the_contracts_example(client: httpx.Client) -> None:
    response = client.get(LIST, params={"per_page": 101})
    assert response.status_code == 400
    examples = document()["components"]["responses"]["ClientError"]["content"]["application/json"]
    assert response.json() == examples["examples"]["invalidParameter"]["value"]


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=1.5", "q=1", "page=1&page=1"])
def test_an_invalid_parameter_is_refused_by_name_and_logged(
    mock: Mock, client: httpx.Client, query: str
) -> None:
    response = client.get(f"{LIST}?{query}")
    assert error(response) == (400, 7001)
    name = query.partition("=")[0]
    assert response.json()["errors"][0]["path"] == ["query", name]
    assert mock.log[0].violations[0].startswith(f"query {name}: ")


def test_an_unknown_path_gets_the_contracts_example(mock: Mock) -> None:
    response = httpx.get(f"{mock.base_url}/accounts")
    assert response.status_code == 404
    examples = document()["components"]["responses"]["ClientError"]["content"]["application/json"]
    assert response.json() == examples["examples"]["noRoute"]["value"]
    assert mock.log[0].violations == ("path: The contract has no GET /client/v4/accounts",)


def test_an_unknown_method_is_refused(mock: Mock, client: httpx.Client) -> None:
    response = client.delete(LIST)
    assert error(response) == (405, 7005)
    assert response.headers["Allow"] == "GET, POST"
    assert mock.log[0].violations[0].startswith("path: The contract has no DELETE")
    assert client.head(LIST).status_code == 405


def test_another_account_is_refused(mock: Mock, client: httpx.Client) -> None:
    url = mock.example_url.replace(mock.account_id, "0" * 32)
    assert error(client.get(url)) == (403, 10000)


def test_an_operation_that_cannot_be_played_returns_501_and_is_a_violation(zoo_spec: Path) -> None:
    with Mock(spec=zoo_spec) as zoo:
        headers = {"X-Zoo": f"Bearer {TOKEN}"}
        fence = httpx.put(zoo.example_url.replace("animals", "fence"), headers=headers)
    message = "The mock cannot play paintFence: the contract has no 2xx for it"
    assert error(fence) == (501, 7000)
    assert fence.json()["errors"][0]["message"] == message
    assert [entry.violations for entry in zoo.log] == [(f"mock: {message}",)]
    assert zoo.unplayable == {"paintFence": "the contract has no 2xx for it"}


def test_an_answer_that_breaks_the_contract_is_logged(
    mock: Mock, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(*_: object) -> Answer:
        return Answer.of(200, {"success": True, "result": [1, 2]})

    monkeypatch.setattr("cloudflare_api_mock.api.Api.answer", answer)
    assert client.get(LIST).json()["result"] == [1, 2]
    assert mock.log[0].violations == (
        "answer result[0]: Expected object, received integer",
        "answer result[1]: Expected object, received integer",
    )


def test_a_bug_of_the_mock_is_logged(
    mock: Mock, client: httpx.Client, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setattr(mock, "_api", None)
    with pytest.raises(httpx.TransportError):
        client.get(LIST)
    assert mock.log[0].status is None
    assert mock.log[0].violations[0].startswith("mock: AttributeError")
    assert "Traceback" in capfd.readouterr().err


def test_the_log_has_the_request_as_it_was_on_the_wire(mock: Mock, client: httpx.Client) -> None:
    url = mock.example_url.replace(mock.account_id, "a%2Fb")
    client.request("GET", f"{url}?search=a+b&search=%C3%BC", content="höhö", headers={"X-A": "b"})
    (entry,) = mock.log
    assert entry.method == "GET"
    assert entry.path == httpx.URL(url).raw_path.decode()
    assert entry.query == (("search", "a b"), ("search", "ü"))
    assert entry.headers["authorization"] == BEARER["Authorization"]
    assert entry.headers["x-a"] == "b"
    assert entry.body == "höhö"
    assert entry.status == 403


def test_secrets_are_masked_in_the_log(mock: Mock, client: httpx.Client) -> None:
    secrets = {"auth_credentials": "canary-1", "client_secret": {"no": "canary-2"}}
    assert client.post(LIST, json={"name": "ü"} | secrets).status_code == 400
    assert client.put(f"{LIST}/wiki-12", json={"name": "ü", **secrets}).status_code == 400
    assert client.post(LIST, json=[secrets["auth_credentials"]]).status_code == 400
    for entry in mock.log[:2]:
        masked = {"name": "ü", "auth_credentials": "***", "client_secret": "***"}
        assert json.loads(entry.body) == masked
        assert "canary" not in str(entry)


def test_reset_restores_the_initial_data(mock: Mock, client: httpx.Client) -> None:
    before = client.get(LIST).content
    new = {"id": "new", "auth_type": "bearer", "hostname": "https://new.example.com", "name": "N"}
    first = client.post(LIST, json=new).json()
    client.put(f"{LIST}/my-mcp-server", json={"name": "Renamed"})
    client.delete(f"{LIST}/github-mcp")
    assert client.get(LIST).content != before
    mock.reset()
    assert client.get(LIST).content == before
    assert client.post(LIST, json=new).json() == first
    assert httpx.post(control(mock, "reset")).status_code == 204
    assert client.get(LIST).content == before


def test_concurrent_writes_do_not_mix(mock: Mock, client: httpx.Client) -> None:
    def create(number: int) -> int:
        new = {"id": f"n{number // 2}", "auth_type": "oauth", "hostname": "https://a.example.com"}
        return client.post(LIST, json=new | {"name": "N"}).status_code

    with ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(create, range(60)))
    assert statuses.count(201) == statuses.count(409) == 30
    listed = client.get(LIST, params={"per_page": 100, "page": 3}).json()
    assert listed["result_info"]["total_count"] == 280
    assert {row["id"] for row in listed["result"]} >= {f"n{number}" for number in range(30)}
    assert len({row["created_at"] for row in listed["result"][-30:]}) == 30


def test_faults_come_in_order_and_before_authentication(mock: Mock) -> None:
    mock.fail_next({"status": 500, "json": {"a": 1}}, {"status": 429, "headers": {"X": "y"}})
    first, second, third = (httpx.get(mock.example_url) for _ in range(3))
    assert (first.status_code, first.json()) == (500, {"a": 1})
    assert (second.status_code, second.headers["X"], second.content) == (429, "y", b"")
    assert third.status_code == 400


def test_a_fault_may_break_the_contract(mock: Mock, client: httpx.Client) -> None:
    mock.fail_next({"body": "<html>", "headers": {"content-type": "text/html"}}, {"status": 302})
    html = client.get(LIST)
    assert (html.text, html.headers["Content-Type"]) == ("<html>", "text/html")
    client.get(LIST)
    assert [entry.violations for entry in mock.log] == [(), ()]


def test_a_fault_without_status_and_body_gets_the_apis_own_answer(
    mock: Mock, client: httpx.Client
) -> None:
    mock.fail_next({"headers": {"cf-ray": "mine"}, "delay_ms": 1})
    response = client.get(LIST)
    assert response.headers["cf-ray"] == "mine"
    assert response.json()["success"] is True


def test_new_faults_replace_those_that_are_left(mock: Mock, client: httpx.Client) -> None:
    mock.fail_next({"status": 500, "times": 3})
    client.get(LIST)
    mock.fail_next({"status": 502})
    assert [client.get(LIST).status_code for _ in range(2)] == [502, 200]


def test_a_dropped_connection_is_reset(mock: Mock, client: httpx.Client) -> None:
    mock.fail_next({"drop": True})
    with pytest.raises(httpx.ReadError, match="reset"):
        client.get(LIST)
    assert mock.log[0].status is None
    assert client.get(LIST).status_code == 200


def test_a_fault_may_announce_more_than_it_sends(mock: Mock, client: httpx.Client) -> None:
    mock.fail_next({"body": "{", "headers": {"Content-Length": "100"}})
    with pytest.raises(httpx.RemoteProtocolError, match="1 bytes, expected 100"):
        client.get(LIST)


def test_answers_without_a_body_leave_the_connection_in_order(
    mock: Mock, client: httpx.Client
) -> None:
    mock.fail_next({"status": 204, "body": "x"}, {"status": 304, "body": "x"})
    answers = [client.get(LIST) for _ in range(3)]
    assert [(each.status_code, bool(each.content)) for each in answers] == [
        (204, False),
        (304, False),
        (200, True),
    ]


def test_a_delay_comes_after_the_request_is_logged(mock: Mock, client: httpx.Client) -> None:
    mock.fail_next({"delay_ms": 60_000})
    with pytest.raises(httpx.ReadTimeout):
        client.get(LIST, timeout=IMPATIENT)
    while not mock.log:
        threading.Event().wait(0.001)


def test_connections_stay_open(mock: Mock, client: httpx.Client) -> None:
    streams: set[Any] = set()
    for path in (LIST, LIST, f"{LIST}?page=0", "/no/such/path"):
        with client.stream("POST", path, content=b"x" * 9) as response:
            streams.add(response.extensions["network_stream"].get_extra_info("socket").fileno())
            streams.add(response.extensions["network_stream"].get_extra_info("client_addr"))
            response.read()
    assert len(streams) == 2


def test_a_chunked_request_leaves_the_connection_in_order(mock: Mock, client: httpx.Client) -> None:
    assert client.post(LIST, content=iter([b"ab", b"cd"])).status_code == 400
    assert client.get(LIST).status_code == 200
    assert mock.log[0].body == "abcd"


def test_a_body_that_is_too_large_is_refused_before_it_is_read(mock: Mock) -> None:
    url = httpx.URL(mock.base_url)
    head = f"PUT /__mock__/rows HTTP/1.1\r\nHost: {url.host}\r\nContent-Length: 8388609\r\n\r\n"
    with socket.create_connection((url.host, url.port or 0)) as connection:
        connection.sendall(head.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert mock.log == []


def test_concurrent_requests_do_not_mix(mock: Mock, client: httpx.Client) -> None:
    mock.fail_next({"status": 500, "times": 10})

    def ask(number: int) -> httpx.Response:
        return client.get(LIST, params={"page": number, "per_page": 5})

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(1, 61)))
    assert sum(answer.status_code == 500 for answer in answers) == 10
    for number, answer in enumerate(answers, 1):
        if answer.status_code == 200:
            assert answer.json()["result_info"]["page"] == number
    assert len(mock.log) == 60
    assert not any(entry.violations for entry in mock.log)


def test_a_waiting_request_does_not_hold_up_others(client: httpx.Client) -> None:
    with ThreadPoolExecutor(1) as pool, Mock(servers=1) as mock:
        mock.fail_next({"delay_ms": 60_000})
        waiting = pool.submit(client.get, mock.example_url)
        while not mock.log:
            threading.Event().wait(0.001)
        assert client.get(mock.example_url).status_code == 200
        assert not waiting.done()


def test_latency_comes_before_every_answer(client: httpx.Client) -> None:
    with Mock(servers=1, latency_ms=100) as mock:
        started = time.monotonic()
        client.get(mock.example_url)
        assert time.monotonic() - started >= 0.1


def test_stopping_ends_open_connections_waits_and_threads() -> None:
    before = set(threading.enumerate())
    mock = Mock(servers=1)
    mock.start()
    host = httpx.URL(mock.base_url)
    with (
        httpx.Client(headers=BEARER) as idle,
        socket.create_connection((host.host, host.port or 0)),
        ThreadPoolExecutor(1) as pool,
    ):
        idle.get(mock.example_url)
        mock.fail_next({"delay_ms": 60_000})
        waiting = pool.submit(httpx.get, mock.example_url, headers=BEARER)
        while len(mock.log) < 2:
            threading.Event().wait(0.001)
        started = time.monotonic()
        mock.stop()
        assert time.monotonic() - started < 30, "it did not wait for the delay"
        assert waiting.exception() or waiting.result()
    assert set(threading.enumerate()) == before


def test_a_client_that_gave_up_leaves_no_socket_open() -> None:
    with Mock(servers=1) as mock:
        mock.fail_next({"delay_ms": 60_000, "body": "x" * 10_000_000})
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(mock.example_url, timeout=IMPATIENT)
        while not mock.log:
            threading.Event().wait(0.001)
    gc.collect()  # a socket still open would be a ResourceWarning, which fails a test


def test_a_stopped_mock_can_start_again_on_its_port() -> None:
    mock = Mock(servers=1)
    for _ in range(2):
        with mock:
            assert httpx.get(mock.example_url, headers=BEARER).status_code == 200
    assert len(mock.log) == 2


def test_a_port_in_use_is_an_os_error(mock: Mock) -> None:
    with pytest.raises(OSError, match="in use"):
        Mock(port=httpx.URL(mock.base_url).port or 0).start()


def test_ipv6_is_served() -> None:
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with Mock(host="::1", servers=1) as mock:
        assert mock.base_url.startswith("http://[::1]:")
        assert httpx.get(mock.example_url, headers=BEARER).status_code == 200


def test_controls_need_no_credentials_and_are_not_logged(mock: Mock, client: httpx.Client) -> None:
    faults = [{"status": 503, "times": 2}, {"status": 504}]
    assert httpx.put(control(mock, "faults"), json=faults).status_code == 204
    assert [client.get(f"{LIST}?page=0").status_code for _ in range(2)] == [503, 503]
    log = httpx.get(control(mock, "log")).json()
    assert [entry["status"] for entry in log] == [503, 503]
    assert log[0] == {
        "method": "GET",
        "path": httpx.URL(mock.example_url).path,
        "query": [["page", "0"]],
        "headers": mock.log[0].headers,
        "body": "",
        "status": 503,
        "violations": ["query page: Number must be greater than or equal to 1"],
    }
    assert httpx.post(control(mock, "reset")).status_code == 204
    assert httpx.get(control(mock, "log")).json() == []
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("content", ['[{"status": 500}, {"status": 1}]', "{", "", "[[", "\xff"])
def test_invalid_faults_are_refused_and_change_nothing(
    mock: Mock, client: httpx.Client, content: str
) -> None:
    mock.fail_next({"status": 502})
    response = httpx.put(control(mock, "faults"), content=content.encode("latin-1"))
    assert response.status_code == 400
    assert response.json()["error"].count("\n") == 0 < len(response.json()["error"])
    assert [client.get(LIST).status_code for _ in range(2)] == [502, 200]


@pytest.mark.parametrize(("method", "name"), [("GET", "reset"), ("POST", "log"), ("GET", "x")])
def test_an_unknown_control_is_refused_with_the_known_ones(
    mock: Mock, method: str, name: str
) -> None:
    response = httpx.request(method, control(mock, name))
    assert response.status_code == 404
    assert "PUT faults" in response.json()["error"]
    assert "PUT quirks" in response.json()["error"]
    assert mock.log == []
    assert json.loads(response.text)
