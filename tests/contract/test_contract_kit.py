"""The cases of the contract kit, with this client."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest

from cloudflare_api_mock import StrictMock
from cloudflare_api_mock.answer import Answer
from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.request import Request
from tools.conformance.case import Case, load
from tools.conformance.python_client import call_client
from tools.conformance.replay import play


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("case", load(), ids=str)
def test_case_is_kept(cloudflare_mock: StrictMock, case: Case, is_async: bool) -> None:
    cloudflare_mock.expect(case.expect.requests)
    assert play(case, cloudflare_mock, partial(call_client, is_async=is_async)) == []


def _request(case: Case) -> Request:
    """The request as it would come, but for its credentials."""
    asked = case.request
    (operation,) = (o for o in Contract.load().operations if o.id == asked.operation)
    arguments = {"account_id": "a", **asked.arguments}
    known = Contract.load().parameters(operation, "query")
    query = {name: str(value) for name, value in arguments.items() if name in known}
    path = re.sub(r"{(.+?)}", lambda at: quote(str(arguments[at[1]]), safe=""), operation.path)
    return Contract.load().route(
        method=operation.method.upper(),
        path=Contract.load().base_path + path,
        query=tuple(query.items()),
        headers=(("authorization", "Bearer any"), ("content-type", "application/json")),
        body=json.dumps(asked.body).encode() if asked.body else b"",
    )


def _breaches(case: Case, answer: Any) -> bool:
    if "json" not in answer:
        return not answer.get("drop", False)
    given = Answer.of(answer["status"], answer["json"])
    operation = _request(case).operation
    assert operation is not None
    return bool(Contract.load().check_answer(operation, given))


@pytest.mark.parametrize("case", load(), ids=str)
def test_case_follows_the_contract_unless_it_says_otherwise(case: Case) -> None:
    assert Contract.load().check_request(_request(case)) == ()
    assert any(_breaches(case, answer) for answer in case.answers) == case.breaks_contract


def test_no_two_cases_have_one_name() -> None:
    names = [str(case) for case in load()]
    assert len(set(names)) == len(names)
