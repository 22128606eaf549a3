"""The account after any sequence of calls."""

from __future__ import annotations

import json
from random import Random
from typing import Any, Final

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock

from .support import MCP, contradictions

_SERVERS: Final = ("github-mcp", "billing-3", "docs-search-4", "a", "b")
_PORTALS: Final = ("my-mcp-portal", "p")
_IMPORTED: Final = {"config": {"issuer": "i"}, "registration_info": {"client_id": "c"}}
_CREDENTIALS: Final[tuple[dict[str, str], ...]] = (
    {},
    {"auth_credentials": "token"},
    {"auth_credentials": json.dumps(_IMPORTED | {"tokens": {}})},
    {"auth_credentials": json.dumps(_IMPORTED | {"auth_mode": "manual"}), "client_secret": "s"},
)
# These hold of seeded rows only: the API accepts any override, a server that nobody has synced yet
# need not wait for a login, and imported tokens connect an OAuth client that was entered by hand.
_ONLY_SEEDED: Final = {"login", "manual", "never", "overrides", "refusal"}


@pytest.mark.parametrize(
    ("quirk", "seed"), [("late_sync", 2), ("auth_type_by_put", 13), ("null_tools", 19)]
)
def test_no_sequence_of_calls_makes_a_row_that_contradicts_itself(quirk: str, seed: int) -> None:
    now = [0.0]
    with (
        Mock(servers=6, clock=lambda: now[0]) as mock,
        httpx.Client(
            base_url=mock.base_url.replace("/client/v4", MCP),
            headers={"Authorization": f"Bearer {TOKEN}"},
        ) as api,
    ):
        mock.set_quirks(quirk)
        random = Random(seed)
        for _ in range(60):
            method, path, body = _call(random)
            answer = api.request(method, path, json=body)
            now[0] += random.choice((0, 0.7, 2))
            done = f"{method} {path} {body}: {answer.text}"
            assert answer.status_code in {200, 201, 400, 404, 409}, done
            servers = {row["id"]: row for row in api.get("/servers").json()["result"]}
            for row in servers.values():
                assert set(contradictions(row)) <= _ONLY_SEEDED, (done, row)
                assert row["tools"] is not None or row["status"] == "waiting", (done, row)
            for portal in api.get("/portals").json()["result"]:
                assert {each["id"] for each in portal["servers"]} <= servers.keys(), done


def _call(random: Random) -> tuple[str, str, dict[str, Any] | None]:
    server, portal = random.choice(_SERVERS), random.choice(_PORTALS)
    kind = {"auth_type": random.choice(("oauth", "bearer", "unauthenticated"))}
    host = f"https://{server}.{random.choice(('example.com', 'invalid'))}/mcp"
    new = {"id": server, "name": server, "hostname": host}
    secrets = random.choice(_CREDENTIALS)
    overrides = {"updated_tools": [{"name": "search_page", "enabled": False}]}
    servers = [{"server_id": each} for each in random.sample(_SERVERS, 2)]
    calls: list[tuple[str, str, dict[str, Any] | None]] = [
        ("POST", "/servers", new | kind | secrets),
        ("PUT", f"/servers/{server}", random.choice((kind, overrides, {})) | secrets),
        ("POST", f"/servers/{server}/sync", None),
        ("DELETE", f"/servers/{server}", None),
        ("POST", "/portals", {"id": portal, "name": portal, "hostname": f"{portal}.example.org"}),
        ("PUT", f"/portals/{portal}", {"servers": servers}),
        ("DELETE", f"/portals/{portal}", None),
    ]
    return random.choices(calls, (4, 3, 3, 1, 1, 2, 1))[0]
