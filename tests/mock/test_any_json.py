"""Bodies of any JSON."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudflare_api_mock import Mock

from .support import NEW_PORTAL, NEW_SERVER, document

_TEXTS = st.one_of(
    st.text(max_size=5),
    st.sampled_from(["oauth", "github-mcp", "off", "https://[", "\ud800", "a.b"]),
)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["name", "alias", "enabled", "server_id", "updated_tools"]), inner
        ),
    ),
    max_leaves=6,
)


def _bodies(new: dict[str, Any], schema: str) -> st.SearchStrategy[Any]:
    """Bodies in which some members are any JSON."""
    members = document()["components"]["schemas"][schema]["properties"]
    changes = st.dictionaries(st.sampled_from(sorted(members)), _VALUES, max_size=3)
    return st.one_of(_VALUES, changes, changes.map(lambda changes: new | changes))


_REQUESTS = st.one_of(
    *(
        st.tuples(st.just(method), st.just(path), _bodies(new, schema))
        for new, schema, method, path in (
            (NEW_SERVER, "McpServerCreate", "POST", "/servers"),
            (NEW_SERVER, "McpServerCreate", "PUT", "/servers/my-mcp-server"),
            (NEW_PORTAL, "McpPortalCreate", "POST", "/portals"),
            (NEW_PORTAL, "McpPortalCreate", "PUT", "/portals/my-mcp-portal"),
        )
    )
)
_QUIRKS = ["auth_type_by_put", "leaky_update", "refused_empty_servers", "refused_unknown_tool"]


@settings(deadline=None, database=None, derandomize=True, max_examples=60)
@given(request=_REQUESTS, quirks=st.sampled_from([[], _QUIRKS]))
def test_any_json_gets_an_answer_and_a_400_where_it_breaks_the_contract(
    session_mock: Mock, session_api: httpx.Client, request: tuple[str, str, Any], quirks: list[str]
) -> None:
    method, path, body = request
    session_mock.reset()
    session_mock.set_quirks(*quirks)
    answer = session_api.request(
        method, path, content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    (entry,) = session_mock.log
    assert entry.status in {200, 201, 400, 409, 500 if quirks else 400}
    assert answer.json()["success"] is (entry.status < 300)
    if entry.violations:
        assert entry.status == 400
        assert all(each.startswith("body") for each in entry.violations)
    if answer.is_success:
        session_api.get("/portals")
        session_api.get("/servers")
        assert [each.violations for each in session_mock.log] == [(), (), ()]


@pytest.mark.parametrize("depth", [10, 100, 300, 1_000, 10_000, 100_000])
def test_a_body_of_any_depth_gets_an_answer(mock: Mock, api: httpx.Client, depth: int) -> None:
    text = '{"description": ' + "[" * depth + "]" * depth + "}"
    headers = {"Content-Type": "application/json"}
    assert api.put("/servers/my-mcp-server", content=text, headers=headers).status_code == 400
    assert httpx.get(mock.base_url.replace("/client/v4", "/__mock__/log")).json()


@settings(deadline=None, database=None, derandomize=True, max_examples=30)
@given(
    rows=st.one_of(
        st.tuples(st.just("servers"), _bodies(NEW_SERVER, "McpServer")),
        st.tuples(st.just("portals"), _bodies(NEW_PORTAL, "McpPortal")),
    )
)
def test_a_row_of_any_json_is_set_or_refused_in_one_line(
    session_mock: Mock, session_api: httpx.Client, rows: tuple[str, Any]
) -> None:
    session_mock.reset()
    name, row = rows
    url = session_mock.base_url.replace("/client/v4", "/__mock__/rows")
    answer = session_api.put(url, content=json.dumps({name: [row]}))
    if answer.status_code == 400:
        assert "\n" not in answer.json()["error"]
        return
    assert answer.status_code == 204
    assert len(session_api.get(f"/{name}").json()["result"]) == 1
    session_api.get("/portals")
    assert [each.violations for each in session_mock.log] == [(), ()]
