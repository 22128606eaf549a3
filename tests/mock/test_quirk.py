"""Quirks over HTTP, one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock, StrictMock
from cloudflare_api_mock.quirk import QUIRKS

from .support import NEW_PORTAL, NEW_SERVER, errors, result

OVERRIDE = {"name": "a", "alias": "b", "description": "c", "enabled": True}
BEARER_SERVER = NEW_SERVER | {"auth_type": "bearer"}


def control(mock: Mock, name: str = "quirks") -> str:
    return mock.base_url.replace("/client/v4", f"/__mock__/{name}")


def created(api: httpx.Client, **members: Any) -> Any:
    return api.post("/servers", json=NEW_SERVER | members).json()["result"]


def portal(api: httpx.Client) -> Any:
    return api.get("/portals/my-mcp-portal").json()["result"]


def bare_timestamps(api: httpx.Client) -> bool:
    times = [created(api)["created_at"], portal(api)["servers"][1]["last_synced"]]
    return all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", time) for time in times)


def long_fractions(api: httpx.Client) -> bool:
    return re.search(r"\d\d:\d\d\.\d{5}Z$", created(api)["created_at"]) is not None


def null_tools(api: httpx.Client) -> bool:
    synced = api.get("/servers/my-mcp-server").json()["result"]
    return created(api)["tools"] is None and synced["tools"] is not None


def null_auth_config(api: httpx.Client) -> bool:
    bearer, other = created(api, auth_type="bearer"), created(api, id="other")
    return bearer.get("auth_config_summary", 1) is None and "auth_config_summary" not in other


def null_overrides(api: httpx.Client) -> bool:
    (own,) = created(api, updated_tools=[OVERRIDE])["updated_tools"]
    (of_portal,) = portal(api)["servers"][0]["updated_prompts"]
    return own == {"name": "a", "alias": None, "description": None, "enabled": None} and set(
        of_portal.values()
    ) == {"name", None}


def null_status(api: httpx.Client) -> bool:
    synced = api.post("/servers/github-mcp/sync").json()["result"]
    return created(api)["status"] is None is synced["status"]


def empty_texts(api: httpx.Client) -> bool:
    server = api.get("/servers/my-mcp-server").json()["result"]
    return (server["description"], server["error"], portal(api)["description"]) == ("", "", "")


def no_server_id(api: httpx.Client) -> bool:
    return [{"id", "server_id"} & entry.keys() for entry in portal(api)["servers"]] == [{"id"}] * 2


def no_servers(api: httpx.Client) -> bool:
    listed = api.get("/portals").json()["result"]
    return "id" in portal(api) and not any("servers" in each for each in (portal(api), *listed))


def active_status(api: httpx.Client) -> bool:
    return {row["status"] for row in api.get("/servers").json()["result"]} == {"active"}


def number_booleans(api: httpx.Client) -> bool:
    text = json.dumps([portal(api)["servers"][0], portal(api)["secure_web_gateway"]])
    kept = api.get("/servers/wiki-36").json()["result"]["tools"][0]["annotations"]["readOnlyHint"]
    return "true" not in text and "false" not in text and kept is True


def few_fields(api: httpx.Client) -> bool:
    few = {"id", "auth_type", "hostname", "name", "prompts", "tools", "status", "created_at"}
    new = api.post("/portals", json=NEW_PORTAL).json()["result"]
    return set(created(api)) == few and "code_mode" not in new and new["id"] == "staff"


def total_pages(api: httpx.Client) -> bool:
    info: dict[str, int] = api.get("/servers").json()["result_info"]
    return info.get("total_pages") == 13


def no_totals(api: httpx.Client) -> bool:
    return list(api.get("/servers").json()["result_info"]) == ["page", "per_page", "count"]


def no_result_info(api: httpx.Client) -> bool:
    return "result_info" not in api.get("/portals").json()


def unfiltered_total(api: httpx.Client) -> bool:
    info = api.get("/servers", params={"search": "my-mcp-server"}).json()["result_info"]
    return list(info.values()) == [1, 20, 1, 250]


def bare_envelope(api: httpx.Client) -> bool:
    answers = api.get("/servers").json(), api.get("/servers/github-mcp").json()
    refused = api.get("/servers?page=0").json()
    return not any("errors" in a or "messages" in a for a in answers) and "errors" in refused


def codeless_errors(api: httpx.Client) -> bool:
    refused = api.get("/servers", params={"page": "0"})
    item = api.get("/servers/none").json()["errors"][0]
    errors = [{"message": "Number must be greater than or equal to 1"}]
    return refused.json() == {"success": False, "errors": errors, "result": {}} and "code" in item


def idle_manual_sync(api: httpx.Client) -> bool:
    manual = {"auth_credentials": '{"auth_mode": "manual"}', "client_secret": "x"}
    created(api, auth_type="oauth", **manual)
    done = api.post("/servers/notes/sync").json()
    api.post("/servers", json=NEW_SERVER | {"id": "other"})
    other = api.post("/servers/other/sync").json()["result"]["status"]
    after = api.get("/servers/notes").json()["result"]
    assert (after["status"], after["tools"], other) == ("waiting", None, "ready")
    return done["success"] is True and "last_synced" not in after


def leaky_update(api: httpx.Client) -> bool:
    before = api.get("/servers/github-mcp").json()
    for given in ({"hostname": "https://a.example.com"}, {"auth_type": "oauth"}):
        response = api.put("/servers/github-mcp", json=given)
        if response.status_code != 500 or response.json()["errors"][0]["code"] != 7000:
            return False
        assert "D1_ERROR: " in response.json()["errors"][0]["message"]
    unchanged = api.get("/servers/github-mcp").json() == before
    return unchanged and api.put("/servers/github-mcp", json={"name": "N"}).status_code == 200


def refused_empty_servers(api: httpx.Client) -> bool:
    response = api.put("/portals/my-mcp-portal", json={"servers": []})
    return response.status_code == 400 and errors(response)[1] == [(7001, "body", "servers")]


def reordered_servers(api: httpx.Client) -> bool:
    ids = [entry["id"] for entry in portal(api)["servers"]]
    assert sorted(ids) == ["github-mcp", "my-mcp-server"]
    return ids == sorted(ids)


def listed_tools(api: httpx.Client) -> bool:
    names = [tool["name"] for tool in api.get("/servers/wiki-36").json()["result"]["tools"]]
    own = {"server_id": "wiki-36", "updated_tools": [{"name": names[1], "alias": "b"}]}
    hidden = {"server_id": "github-mcp", "default_disabled": True}
    answer = api.put("/portals/my-mcp-portal", json={"servers": [own, hidden]}).json()
    first, second = (entry.get("updated_tools", []) for entry in answer["result"]["servers"])
    expected = [{"name": name, "enabled": True} for name in names]
    expected[1]["portal_alias"] = "b"
    return first == expected and {entry["enabled"] for entry in second} == {False}


def auth_type_by_put(api: httpx.Client) -> bool:
    manual = {"auth_credentials": '{"auth_mode": "manual"}', "client_secret": "x"}
    created(api, auth_type="oauth", **manual)
    bearer = {"auth_type": "bearer", "auth_credentials": "token"}
    changed = api.put("/servers/notes", json=bearer).json()["result"]
    if changed["auth_type"] != "bearer":
        return False
    assert (changed["auth_config_summary"], changed["authentication_status"]) == (None, "connected")
    wrong = api.put("/servers/notes", json={"auth_type": 5})
    assert errors(wrong) == (400, [(7001, "body", "auth_type")])
    oauth = api.put("/servers/notes", json={"auth_type": "oauth", **manual}).json()["result"]
    assert (oauth["status"], oauth["authentication_status"]) == ("waiting", "manual")
    assert oauth["auth_config_summary"]["client_secret_version"] == 2
    return True


def late_sync(api: httpx.Client) -> bool:
    created(api)
    assert api.post("/servers/notes/sync").json()["result"] == {"status": "ready"}
    return "last_synced" not in api.get("/servers/notes").json()["result"]


def refused_unknown_tool(api: httpx.Client) -> bool:
    attached = {"server_id": "github-mcp", "updated_tools": [{"name": "none"}]}
    response = api.put("/portals/my-mcp-portal", json={"servers": [attached]})
    if response.status_code == 200:
        return False
    place = (7001, "body", "servers", "0", "updated_tools", "0", "name")
    return errors(response) == (400, [place])


CHECKS: tuple[Callable[[httpx.Client], bool], ...] = (
    bare_timestamps,
    long_fractions,
    null_tools,
    null_auth_config,
    null_overrides,
    null_status,
    empty_texts,
    no_server_id,
    no_servers,
    reordered_servers,
    listed_tools,
    active_status,
    number_booleans,
    few_fields,
    no_totals,
    no_result_info,
    unfiltered_total,
    total_pages,
    bare_envelope,
    codeless_errors,
    idle_manual_sync,
    leaky_update,
    refused_empty_servers,
    auth_type_by_put,
    late_sync,
    refused_unknown_tool,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_quirk_is_active_only_where_it_is_set(
    mock: Mock, api: httpx.Client, check: Callable[[httpx.Client], bool]
) -> None:
    assert not check(api)
    mock.reset()
    mock.set_quirks(check.__name__)
    assert check(api)
    mock.reset()
    assert not check(api)


def test_every_quirk_has_a_check_and_a_description() -> None:
    assert [check.__name__ for check in CHECKS] == list(QUIRKS)
    for name, quirk in QUIRKS.items():
        assert re.fullmatch(r"\S.*\.", quirk.about), name


def test_quirks_are_set_listed_and_replaced_over_http(mock: Mock, api: httpx.Client) -> None:
    assert httpx.put(control(mock), json=["no_totals", "bare_envelope"]).status_code == 204
    transformed = api.get("/servers").json()
    assert list(transformed) == ["success", "result", "result_info"]
    assert "total_count" not in transformed["result_info"]
    assert httpx.put(control(mock), json=["no_servers"]).status_code == 204
    assert "total_count" in api.get("/servers").json()["result_info"]
    assert httpx.put(control(mock), json=[]).status_code == 204
    assert result(api.get("/portals/my-mcp-portal"))["servers"]
    assert httpx.get(control(mock)).json() == {n: quirk.about for n, quirk in QUIRKS.items()}


_WRONG: list[tuple[Any, str]] = [
    (["no_totals", "nope"], "Unknown quirk 'nope'; known are bare_timestamps, "),
    ([5], "Unknown quirk '5'; known are "),
    ([{}], "Unknown quirk 'None'; known are "),
    ([{"delay_ms": 5}], "Unknown quirk 'None'; known are "),
    ("no_totals", "Expected a list of quirks"),
    ({"no_totals": 1}, "Expected a list of quirks"),
    (7, "Expected a list of quirks"),
    ([{"name": "no_totals", "delay_ms": 5}], "Expected no member but name, and delay_ms with"),
    ([{"name": "late_sync", "delay": 5}], "Expected no member but name, and delay_ms with"),
    ([{"name": "late_sync", "delay_ms": -1}], "Expected delay_ms to be an integer from 0 to "),
    ([{"name": "late_sync", "delay_ms": True}], "Expected delay_ms to be an integer from "),
]


@pytest.mark.parametrize(("given", "message"), _WRONG)
def test_an_unknown_quirk_is_refused_in_one_line_and_changes_nothing(
    mock: Mock, api: httpx.Client, given: Any, message: str
) -> None:
    mock.set_quirks("no_servers")
    response = httpx.put(control(mock), json=given)
    assert response.status_code == 400
    assert "\n" not in response.json()["error"]
    assert response.json()["error"].startswith(message)
    assert no_servers(api)
    assert "total_count" in api.get("/servers").json()["result_info"]


def test_a_transformed_answer_is_not_a_violation() -> None:
    with StrictMock(servers=3) as mock:
        mock.expect(2)
        mock.set_quirks("active_status", "number_booleans", "bare_timestamps")
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert (
            httpx.get(mock.example_url, headers=headers).json()["result"][0]["status"] == "active"
        )
        url = mock.example_url.replace("servers", "portals")
        assert httpx.get(url, headers=headers).json()["result"][0]["secure_web_gateway"] == 0
        assert mock.problems() == []


def test_quirks_do_not_change_refusals_of_the_gateway(mock: Mock) -> None:
    mock.set_quirks(*QUIRKS)
    assert errors(httpx.get(mock.example_url)) == (400, [(9106,)])
    assert errors(httpx.get(f"{mock.base_url}/none")) == (404, [(7003,)])


def test_a_put_of_everything_keeps_the_hostname_without_any_quirk(api: httpx.Client) -> None:
    given = {"hostname": "https://x.example.com", "name": "N", "auth_type": "bearer"}
    assert result(api.put("/servers/github-mcp", json=given))["hostname"] != given["hostname"]
