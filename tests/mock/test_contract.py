"""Routing, and violations by requests and answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_contract import Document, read
from cloudflare_api_mock import TOKEN, ContractError
from cloudflare_api_mock.answer import Answer
from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.request import Pairs, Request
from cloudflare_api_mock.violation import Violation

from .support import SERVERS, other_spec


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract.load()


@pytest.fixture
def zoo(zoo_spec: Path) -> Contract:
    return Contract.load(zoo_spec)


def request_violations(
    contract: Contract,
    path: str = SERVERS,
    *,
    method: str = "GET",
    query: Pairs = (),
    headers: Pairs = (("authorization", f"Bearer {TOKEN}"),),
    body: bytes = b"",
) -> list[str]:
    request = contract.route(method, path, query, headers, body)
    return [str(violation) for violation in contract.check_request(request)]


def answer_violations(contract: Contract, answer: Answer) -> tuple[Violation, ...]:
    """The violations by an answer to a request for servers."""
    operation = contract.route("GET", SERVERS).operation
    assert operation is not None
    return contract.check_answer(operation, answer)


def test_the_default_is_the_repositorys_file_until_one_is_packaged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "cloudflare_api_mock"
    package.mkdir()
    monkeypatch.setattr("cloudflare_api_mock.contract.__file__", str(package / "contract.py"))
    text = other_spec(tmp_path).read_text()
    (tmp_path / "openapi.yaml").write_text(text.replace("/api", "/repository"))
    assert Contract().base_path == "/repository"
    (package / "openapi.yaml").write_text(text.replace("/api", "/packaged"))
    assert Contract().base_path == "/packaged"


def test_credential_headers_and_example_arguments_come_from_the_file(
    contract: Contract, zoo: Contract
) -> None:
    assert contract.credential_headers["api_key"] == "X-Auth-Key"
    assert contract.argument("account_id") in SERVERS
    assert zoo.credential_headers == {"api_token": "X-Zoo"}
    assert zoo.argument("zoo") == "berlin"
    assert zoo.argument("keeper") == ""


def test_a_path_is_routed_while_it_is_encoded(contract: Contract) -> None:
    encoded = contract.route("GET", SERVERS.replace("a86a8f5c", "a%2Fb%20c"))
    assert encoded.operation is not None
    assert encoded.arguments["account_id"].startswith("a/b c")
    slash = SERVERS.replace("a86a8f5c", "a/b")
    for path in (slash, SERVERS + "/", SERVERS.removeprefix("/client"), f"/x{SERVERS}"):
        unknown = contract.route("GET", path)
        assert (unknown.operation, unknown.allowed) == (None, ()), path


def test_an_unknown_method_leaves_the_methods_of_the_path(contract: Contract) -> None:
    request = contract.route("DELETE", SERVERS)
    assert (request.operation, request.allowed) == (None, ("GET", "POST"))


def test_the_path_with_fewer_variables_wins(zoo: Contract) -> None:
    for last, expected in (("animals", "listAnimals"), ("gate", "getThing")):
        operation = zoo.route("GET", f"/api/zoos/berlin/{last}").operation
        assert operation is not None
        assert operation.id == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ((), []),
        ((("page", "1"), ("per_page", "100"), ("search", "ü & co")), []),
        ((("page", "0"),), ["query page: Number must be greater than or equal to 1"]),
        ((("per_page", "101"),), ["query per_page: Number must be less than or equal to 100"]),
        ((("page", "two"),), ["query page: Expected integer, received 'two'"]),
        ((("colour", "red"),), ["query colour: Unrecognized parameter"]),
        ((("page", "1"), ("page", "2")), ["query page: Expected one value, received 2"]),
    ],
)
def test_a_violation_by_a_query_is_one_readable_line(
    contract: Contract, query: Pairs, expected: list[str]
) -> None:
    assert request_violations(contract, query=query) == expected


def test_a_request_that_the_contract_lacks_is_a_violation(contract: Contract) -> None:
    unknown = request_violations(contract, "/client/v4/x")
    assert unknown == ["path: The contract has no GET /client/v4/x"]
    other = request_violations(contract, method="DELETE")
    assert other == [f"path: The contract has no DELETE {SERVERS}"]


def test_missing_credentials_are_a_violation(contract: Contract) -> None:
    expected = ["credentials: Expected api_token or api_email with api_key"]
    assert request_violations(contract, headers=()) == expected
    half = (("x-auth-email", "a@example.com"),)
    assert request_violations(contract, headers=half) == expected


def test_a_request_body_is_checked(zoo: Contract) -> None:
    def posted(body: bytes) -> list[str]:
        headers = (("content-type", "application/json"),)
        path = "/api/zoos/berlin/animals"
        return request_violations(zoo, path, method="POST", headers=headers, body=body)

    assert posted(b'{"id": "emu"}') == []
    assert posted(b'{"id": 3}') == ["body id: Expected string, received integer"]
    assert posted(b"\xff{") == ["body: Not valid application/json"]
    assert posted(b"null") == ["body: Expected object, received null"]
    assert posted(b"") == ["body: Missing required request body"]


def test_a_violation_by_an_answer_is_one_readable_line(contract: Contract) -> None:
    row: dict[str, Any] = {"id": "long " * 1000, "auth_type": "oauth", "hostname": "no URL"}
    row |= {"tools": None, "prompts": {}, "status": "new", "last_synced": "yesterday"}
    wrong = {"success": True, "result": [row], "result_info": {"page": 0}}
    found = sorted(map(str, answer_violations(contract, Answer.of(200, wrong))))
    long = next(line for line in found if "'long long" in line)
    assert long.startswith("answer result[0].id: 'long long")
    assert long.endswith(" does not match '^[a-z0-9_]+(?:-[a-z0-9_]+)*$'")
    assert len(long) < 250
    found.remove(long)
    assert found == [
        "answer result[0].hostname: 'no URL' is not a 'uri'",
        "answer result[0].id: String must contain at most 32 character(s)",
        "answer result[0].last_synced: 'yesterday' is not a 'date-time'",
        "answer result[0].name: Required",
        "answer result[0].prompts: Expected array, received object",
        "answer result[0].status: 'new' is not one of ['waiting', 'ready', 'stale', 'error']",
        "answer result_info.page: Number must be greater than or equal to 1",
    ]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(200, b""), "answer: Missing response data"),
        (Answer(302, b""), "answer: Unknown response http status: 302"),
        (
            Answer(200, b"<html>" * 100),
            "answer: Not valid application/json",
        ),
        (
            Answer.of(429, {"success": False, "errors": []}, (("Retry-After", "-1"),)),
            "answer header Retry-After: Number must be greater than or equal to 0",
        ),
    ],
)
def test_status_body_and_headers_of_an_answer_are_checked(
    contract: Contract, answer: Answer, expected: str
) -> None:
    (violation,) = answer_violations(contract, answer)
    assert str(violation).startswith(expected)
    assert len(str(violation)) < 300


def test_a_request_with_other_irrelevant_headers_is_not_validated_again(
    contract: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verdict(**headers: str) -> list[str]:
        pairs = (("authorization", f"Bearer {TOKEN}"), *headers.items())
        return request_violations(contract, query=(("never", "seen before"),), headers=pairs)

    first = verdict(host="127.0.0.1:4010", accept="*/*")
    monkeypatch.setattr(contract, "_openapi", None)
    assert verdict(host="localhost:4011") == first != []


def test_an_identical_answer_is_not_validated_again(
    contract: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer.of(200, {"success": True, "result": [], "note": "never seen before"})
    first = answer_violations(contract, answer)
    monkeypatch.setattr(contract, "_openapi", None)
    assert answer_violations(contract, answer) is first


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "broken.yaml: No such file or directory"),
        ("a: [", "broken.yaml:2: did not find expected node content"),
        ("openapi: 3.0.3\ninfo: {}\n", "broken.yaml: 'paths' is a required property"),
        ("just: this", "broken.yaml: is not an OpenAPI document"),
    ],
)
def test_an_unusable_file_is_reported_in_one_line_that_names_it(
    content: str | None, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "broken.yaml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ContractError) as caught:
        Contract(path)
    assert str(caught.value) == message


def test_a_reference_out_of_the_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = other_spec(tmp_path)
    outside = tmp_path / "outside.json"
    outside.write_text('{"type": "string"}')
    document = read(path)
    animals = document.data["paths"]["/zoos/{zoo}/animals"]["get"]
    schema = {"anyOf": [{"$ref": outside.as_uri()}]}
    animals["responses"]["200"]["content"]["application/json"]["schema"] = schema
    path.write_text(json.dumps(document.data))
    problem = f"{outside.as_uri()!r} does not begin with '#/'"
    with pytest.raises(ContractError, match=problem):
        Contract(path)

    # Even if the reader did not refuse it, the validator would open nothing.
    def unchecked(path: Path) -> Document:
        return document

    monkeypatch.setattr("cloudflare_api_mock.contract.read", unchecked)
    with pytest.raises(ContractError) as caught:
        Contract(path)
    assert caught.value.problem == outside.as_uri()


def test_verdicts_on_large_bodies_are_not_remembered(
    monkeypatch: pytest.MonkeyPatch, zoo_spec: Path
) -> None:
    checked: list[int] = []

    def check(self: Contract, request: Request) -> tuple[Violation, ...]:
        checked.append(len(request.body))
        return ()

    monkeypatch.setattr(Contract, "_check_request", check)
    contract = Contract(zoo_spec)
    for size in (1_000, 1_000, 1_000_000, 1_000_000):
        contract.check_request(contract.route("PUT", "/a", body=b"x" * size))
    assert checked == [1_000, 1_000_000, 1_000_000]
