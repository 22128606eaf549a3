"""Authentication."""

from __future__ import annotations

from typing import Any

import pytest

from cloudflare_api_mock import EMAIL, KEY, NO_PERMISSION_TOKEN, TOKEN
from cloudflare_api_mock.gateway import authenticate

from .support import body, document

NAMES = {"api_token": "Authorization", "api_email": "X-Auth-Email", "api_key": "X-Auth-Key"}


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"Bearer {TOKEN}"},
        {"authorization": f"bearer {TOKEN}"},
        {"x-auth-email": EMAIL, "x-auth-key": KEY},
        {"authorization": f"Bearer {TOKEN}", "x-auth-email": "nobody@example.com"},
    ],
)
def test_valid_credentials_are_accepted(headers: dict[str, str]) -> None:
    assert authenticate(headers, NAMES) is None


@pytest.mark.parametrize(
    ("headers", "status", "example"),
    [
        ({}, 400, "noCredentials"),
        ({"x-auth-email": EMAIL}, 400, "noCredentials"),
        ({"x-auth-key": KEY}, 400, "noCredentials"),
        ({"x-auth-email": EMAIL, "x-auth-key": ""}, 400, "noCredentials"),
        ({"authorization": ""}, 400, "malformedAuthorization"),
        ({"authorization": "Bearer"}, 400, "malformedAuthorization"),
        ({"authorization": TOKEN}, 400, "malformedAuthorization"),
        ({"authorization": f'Bearer "{TOKEN}"'}, 400, "malformedAuthorization"),
        ({"authorization": f"Basic {TOKEN}"}, 400, "malformedAuthorization"),
        ({"authorization": f"Bearer {TOKEN}, Bearer {TOKEN}"}, 400, "malformedAuthorization"),
        ({"authorization": f"Bearer {TOKEN.lower()}"}, 401, "unknownCredentials"),
        ({"x-auth-email": EMAIL.upper(), "x-auth-key": KEY}, 401, "unknownCredentials"),
        ({"x-auth-email": EMAIL, "x-auth-key": KEY.upper()}, 401, "unknownCredentials"),
        ({"authorization": f"Bearer {NO_PERMISSION_TOKEN}"}, 403, "unknownCredentials"),
        (
            {"authorization": "Basic x", "x-auth-email": EMAIL, "x-auth-key": KEY},
            400,
            "malformedAuthorization",
        ),
    ],
)
def test_a_refusal_is_the_contracts_example(
    headers: dict[str, str], status: int, example: str
) -> None:
    answer = authenticate(headers, NAMES)
    assert answer is not None
    assert answer.status == status
    examples: Any = document()["components"]["responses"]["ClientError"]["content"]
    assert body(answer) == examples["application/json"]["examples"][example]["value"]


def test_header_names_are_those_of_the_contract() -> None:
    names = {"api_email": "X-Mail", "api_key": "X-Secret"}
    assert authenticate({"x-mail": EMAIL, "x-secret": KEY}, names) is None
    assert authenticate({"authorization": f"Bearer {TOKEN}"}, names) is not None


def test_the_contract_documents_the_same_credentials() -> None:
    schemes = document()["components"]["securitySchemes"]
    assert f"Bearer {TOKEN}`" in schemes["api_token"]["description"]
    assert f": {EMAIL}`" in schemes["api_email"]["description"]
    assert f": {KEY}`" in schemes["api_key"]["description"]
