"""Masked credentials and secrets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_mock import EMAIL, KEY, NO_PERMISSION_TOKEN, TOKEN
from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.mask import Mask
from cloudflare_api_mock.violation import Violation

from .support import other_spec

MASK = Mask(
    ["Authorization", "X-Auth-Email", "X-Zoo"],
    ["auth_credentials", "client_secret"],
    ["Idempotency-Key", "client_secret"],
)


@pytest.mark.parametrize(
    "name",
    [
        *("authorization", "proxy-authorization", "x-auth-email", "x-auth-key", "cookie", "x-zoo"),
        *("cf-access-client-secret", "x-api-key", "x-access-token", "password", "Auth-Credentials"),
        "client_secret",
    ],
)
def test_credentials_in_headers_and_queries_are_masked(name: str) -> None:
    shown = (("accept", "*/*"), ("idempotency-key", "a"))
    assert MASK.parameters(((name, "Bearer canary"), *shown)) == ((name, "***"), *shown)


@pytest.mark.parametrize(
    "value", [f"Bearer {TOKEN}", f"Bearer {NO_PERMISSION_TOKEN}", TOKEN, EMAIL, KEY]
)
def test_the_documented_credentials_are_shown(value: str) -> None:
    pairs = (("authorization", value),)
    assert MASK.parameters(pairs) == pairs


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        ({"auth_credentials": "canary"}, {"auth_credentials": "***"}),
        ({"auth_credentials": {"a": ["canary"]}, "b": 1}, {"auth_credentials": "***", "b": 1}),
        ([{"client_secret": "canary"}], [{"client_secret": "***"}]),
        ({"a": [{"b": {"client_secret": "canary"}}]}, {"a": [{"b": {"client_secret": "***"}}]}),
        ({"CLIENT-SECRET": "canary"}, {"CLIENT-SECRET": "***"}),
        ({"authCredentials": "canary"}, {"authCredentials": "***"}),
        ({"old_client_secret": "canary"}, {"old_client_secret": "***"}),
        ({"auth_credentials": TOKEN}, {"auth_credentials": TOKEN}),
    ],
)
def test_secrets_in_json_are_masked_at_any_depth(body: Any, masked: Any) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert json.loads(MASK.body(json.dumps(body).encode(encoding))) == masked


def test_a_secret_under_a_repeated_name_is_masked() -> None:
    body = b'{"a": {"client_secret": "canary"}, "a": {"client_secret": "canary"}, "a": 1}'
    assert MASK.body(body) == '{"a": 1}'


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        (b'{"a": 1, "auth_credentials": "canary",', '{"a": 1, "***'),
        (b"a=1&client_secret=canary", "a=1&***"),
        (b'"{\\"client_secret\\": \\"canary\\"}"', '"{\\"***'),
        (b"[" * 100_000 + b'{"client_secret": "canary"}', "[" * 100_000 + '{"***'),
        (b"\xff client_secret=canary", "\ufffd ***"),
    ],
)
def test_a_body_that_is_not_json_ends_before_its_first_secret(body: bytes, masked: str) -> None:
    assert MASK.body(body) == masked


@pytest.mark.parametrize(
    "body", [b'{"auth_type":  "bearer"}', b"", b"h\xc3\xb6h\xc3\xb6", b"[[", b'{"a": 1,}']
)
def test_a_body_without_secrets_is_unchanged(body: bytes) -> None:
    assert MASK.body(body) == body.decode()


def test_a_violation_inside_a_secret_does_not_quote_it() -> None:
    inside = Violation(("body", "servers", "0", "client_secret", "a"), "'canary' is too canary")
    missing = Violation(("body", "client_secret"), "Required")
    beside = Violation(("body", "id"), "'B c' does not match")
    assert MASK.violations([inside, missing, beside]) == (
        "body servers[0].client_secret.a: ***",
        "body client_secret: Required",
        "body id: 'B c' does not match",
    )


def test_secret_members_of_the_contract_are_masked(tmp_path: Path) -> None:
    assert Contract.load().secrets == {"auth_credentials", "client_secret"}
    spec = json.loads(other_spec(tmp_path).read_text())
    code = {"schema": {"properties": {"code": {"$ref": "#/components/schemas/Code"}}}}
    spec["components"]["schemas"] = {"Code": {"type": "string", "format": "password"}}
    spec["paths"]["/open"] = {
        "put": {
            "parameters": [
                {"name": "gate", "in": "query", "schema": {"$ref": "#/components/schemas/Code"}}
            ],
            "requestBody": {"content": {"application/json": code}},
            "responses": {"204": {"description": "Open."}},
        }
    }
    path = tmp_path / "open.json"
    path.write_text(json.dumps(spec))
    assert Contract(path).secrets == {"pin", "code", "gate"}


def test_a_contract_without_secrets_masks_values_like_credentials() -> None:
    mask = Mask([], [], [])
    assert mask.body(b'{"a": "b"') == '{"a": "b"'
    assert mask.parameters((("x-token", "canary"), ("x", "y"))) == (("x-token", "***"), ("x", "y"))
