"""The cases of the contract kit, with this client."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from cloudflare_api_mock import StrictMock
from cloudflare_api_mock.answer import Answer
from cloudflare_api_mock.contract import Contract
from tools.conformance.case import Case, load
from tools.conformance.python_client import call_client
from tools.conformance.replay import play


@pytest.mark.parametrize("case", load(), ids=str)
def test_case_is_kept(cloudflare_mock: StrictMock, case: Case) -> None:
    cloudflare_mock.expect(case.expect.requests)
    assert play(case, cloudflare_mock, call_client) == []


@pytest.mark.parametrize("case", [case for case in load() if case.kind == "paging"], ids=str)
def test_case_is_kept_by_the_asynchronous_client(cloudflare_mock: StrictMock, case: Case) -> None:
    cloudflare_mock.expect(case.expect.requests)
    assert play(case, cloudflare_mock, partial(call_client, is_async=True)) == []


def _breaches(case: Case, answer: Any) -> bool:
    if "json" not in answer:
        return not answer.get("drop", False)
    contract = Contract.load()
    (operation,) = (each for each in contract.operations if each.id == case.request.operation)
    return bool(contract.check_answer(operation, Answer.of(answer["status"], answer["json"])))


def test_answers_follow_the_contract_unless_the_case_says_otherwise() -> None:
    found = [str(case) for case in load() if any(_breaches(case, each) for each in case.answers)]
    assert found == [str(case) for case in load() if case.breaks_contract]


def test_no_two_cases_have_one_name() -> None:
    names = [str(case) for case in load()]
    assert len(set(names)) == len(names)
