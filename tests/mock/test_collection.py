"""Create, read, update and delete in every collection."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import EMAIL, TOKEN, Mock

from .support import NEW_PORTAL, NEW_SERVER, document, errors, result

NEW = {"servers": NEW_SERVER, "portals": NEW_PORTAL}
both = pytest.mark.parametrize("name", ["servers", "portals"])


def example(name: str) -> Any:
    """The contract's example of an error."""
    response = document()["components"]["responses"]["ClientError"]
    return response["content"]["application/json"]["examples"][name]["value"]


@both
def test_a_created_item_is_read_listed_found_and_counted(api: httpx.Client, name: str) -> None:
    new = NEW[name]
    total = api.get(f"/{name}").json()["result_info"]["total_count"]
    created = result(api.post(f"/{name}", json=new), 201)
    assert created.items() >= new.items()
    assert result(api.get(f"/{name}/{new['id']}")) == created
    listed = api.get(f"/{name}", params={"per_page": 1, "page": total + 1}).json()
    assert listed["result"] == [created]
    assert listed["result_info"]["total_count"] == total + 1
    assert result(api.get(f"/{name}", params={"search": new["name"]})) == [created]


@both
def test_a_creation_sets_timestamps_users_and_defaults(api: httpx.Client, name: str) -> None:
    forged = {"created_at": "2001-01-01T00:00:00Z", "modified_by": "mallory", "status": "ready"}
    first = result(api.post(f"/{name}", json=NEW[name] | forged), 201)
    assert first["created_by"] == first["modified_by"] == EMAIL
    assert first["created_at"] == first["modified_at"] > "2026-12-31"
    schema = document()["components"]["schemas"][f"Mcp{name.capitalize().removesuffix('s')}"]
    defaults = {n: s["default"] for n, s in schema["properties"].items() if "default" in s}
    assert defaults
    assert first.items() >= defaults.items()
    other = {"id": "another", "hostname": NEW[name]["hostname"].replace("example", "example-2")}
    second = result(api.post(f"/{name}", json=NEW[name] | other), 201)
    assert second["created_at"] > first["created_at"]


def test_the_tools_of_a_new_server_are_empty(api: httpx.Client) -> None:
    created = result(api.post("/servers", json=NEW_SERVER), 201)
    assert (created["tools"], created["prompts"]) == ([], [])
    assert "last_synced" not in created


@both
def test_an_update_merges_and_replaces_arrays_whole(api: httpx.Client, name: str) -> None:
    path = f"/{name}/my-mcp-{name.removesuffix('s')}"
    before = result(api.get(path))
    array = "updated_tools" if name == "servers" else "servers"
    assert len(before[array]) > 0
    updated = result(api.put(path, json={"name": "Other", array: []}))
    assert updated["modified_by"] == EMAIL
    changed = {n for n in updated if updated[n] != before[n]}
    moved = {"modified_at"} if name == "portals" else set[str]()  # that of a server stays
    assert changed == {"name", array, "modified_by"} | moved
    assert updated["modified_at"] >= before["modified_at"]
    assert result(api.get(path)) == updated
    assert result(api.put(path, json={"description": "Fresh"}))["name"] == "Other"


@both
def test_an_empty_update_answers_the_item(api: httpx.Client, name: str) -> None:
    created = result(api.post(f"/{name}", json=NEW[name]), 201)
    updated = result(api.put(f"/{name}/{created['id']}", json={}))
    assert updated | {"modified_at": created["modified_at"]} == created


def test_members_that_an_update_does_not_have_are_ignored(api: httpx.Client) -> None:
    given = {
        "hostname": "https://other.example.com",
        "auth_type": "oauth",
        "id": "x",
        "status": "x",
    }
    before = result(api.get("/servers/wiki-12"))
    after = result(api.put("/servers/wiki-12", json=given | {"name": "N"}))
    for name in given:
        assert after[name] == before[name]
    assert after["name"] == "N"
    assert result(api.put("/servers/wiki-12", json={"hostname": "https://x.example.com"}))


def test_null_is_kept_where_the_contract_allows_it(api: httpx.Client) -> None:
    override = {"name": "a", "alias": None, "enabled": None}
    given = {"description": None, "updated_prompts": [override]}
    assert result(api.put("/servers/wiki-12", json=given)).items() >= given.items()


@both
def test_a_deletion_returns_the_item_and_removes_it(api: httpx.Client, name: str) -> None:
    created = result(api.post(f"/{name}", json=NEW[name]), 201)
    total = api.get(f"/{name}").json()["result_info"]["total_count"]
    path = f"/{name}/{created['id']}"
    created.pop("servers", None)  # that answer does not have them
    assert result(api.delete(path)) == created
    assert [api.request(m, path).status_code for m in ("GET", "DELETE")] == [404, 404]
    assert api.get(f"/{name}").json()["result_info"]["total_count"] == total - 1
    assert result(api.post(f"/{name}", json=NEW[name]), 201)["id"] == created["id"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/servers/none"),
        ("PUT", "/servers/none"),
        ("DELETE", "/servers/none"),
        ("POST", "/servers/none/sync"),
        ("GET", "/portals/none"),
        ("PUT", "/portals/none"),
        ("DELETE", "/portals/none"),
        ("GET", "/portals/none/servers/my-mcp-server/effective-redirect-uri"),
    ],
)
def test_an_unknown_item_gets_the_contracts_example(
    api: httpx.Client, method: str, path: str
) -> None:
    response = api.request(method, path, json={} if method == "PUT" else None)
    assert response.status_code == 404
    assert response.json() == example("noItem")


@both
def test_a_taken_identifier_is_a_conflict_and_changes_nothing(api: httpx.Client, name: str) -> None:
    taken = result(api.get(f"/{name}", params={"per_page": 5}))[3]
    created = result(api.post(f"/{name}", json=NEW[name]), 201)
    for row in (taken, created):
        again = NEW[name] | {"id": row["id"], "name": "Again"}
        response = api.post(f"/{name}", json=again)
        assert response.status_code == 409
        assert response.json() == example("conflict")
        assert result(api.get(f"/{name}/{row['id']}")) == row


@both
def test_a_creation_replaces_the_contracts_own_row_once_in_its_place(
    mock: Mock, api: httpx.Client, name: str
) -> None:
    id = f"my-mcp-{name.removesuffix('s')}"
    rows = result(api.get(f"/{name}"))
    created = result(api.post(f"/{name}", json=NEW[name] | {"id": id}), 201)
    assert result(api.get(f"/{name}"))[0] == created != rows[0]
    assert api.post(f"/{name}", json=NEW[name] | {"id": id}).status_code == 409
    mock.reset()
    assert api.post(f"/{name}", json=NEW[name] | {"id": id}).status_code == 201


@both
def test_a_creation_does_not_replace_the_contracts_own_row_after_a_deletion(
    api: httpx.Client, name: str
) -> None:
    id = f"my-mcp-{name.removesuffix('s')}"
    api.delete(f"/{name}/{id}")
    statuses = [api.post(f"/{name}", json=NEW[name] | {"id": id}).status_code for _ in range(2)]
    assert statuses == [201, 409]


@pytest.mark.parametrize(
    "path",
    [
        "/servers/my-mcp-server",
        "/servers/my-mcp-portal",
        "/servers/github-mcp",
        "/portals/my-mcp-portal",
        "/portals/my-mcp-portal/servers/github-mcp/effective-redirect-uri",
    ],
)
def test_there_is_an_item_for_each_example_of_a_parameter(api: httpx.Client, path: str) -> None:
    assert result(api.get(path))


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_examples_do_not_make_a_list_longer(size: int) -> None:
    with Mock(servers=size) as small:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        servers = httpx.get(small.example_url, headers=headers).json()
        url = small.example_url.replace("servers", "portals")
        portals = httpx.get(url, headers=headers).json()
    assert [entry.violations for entry in small.log] == [(), ()]
    names = ["my-mcp-server", "my-mcp-portal", "github-mcp"]
    assert [row["id"] for row in servers["result"]] == names[:size]
    assert portals["result_info"]["total_count"] == size


_LONG = "x" * 351
_INVALID: list[tuple[str, str, Any, list[tuple[Any, ...]]]] = [
    ("POST", "servers", {}, [("id",), ("auth_type",), ("hostname",), ("name",)]),
    ("POST", "servers", NEW_SERVER | {"id": "x" * 33}, [("id",)]),
    ("POST", "servers", NEW_SERVER | {"id": "A"}, [("id",)]),
    ("POST", "servers", NEW_SERVER | {"hostname": "example.com"}, [("hostname",)]),
    ("POST", "servers", NEW_SERVER | {"auth_type": "basic"}, [("auth_type",)]),
    ("POST", "servers", NEW_SERVER | {"auth_credentials": None}, [("auth_credentials",)]),
    ("POST", "servers", NEW_SERVER | {"auth_credentials": {}}, [("auth_credentials",)]),
    ("PUT", "servers/wiki-12", {"name": _LONG}, [("name",)]),
    ("PUT", "servers/wiki-12", {"secure_web_gateway": 1}, [("secure_web_gateway",)]),
    (
        "PUT",
        "servers/wiki-12",
        {"updated_tools": [{"name": "a", "alias": "a b"}, {"alias": "b"}]},
        [("updated_tools", "0", "alias"), ("updated_tools", "1", "name")],
    ),
    ("PUT", "servers/wiki-12", [], [()]),
    ("POST", "portals", {}, [("id",), ("hostname",), ("name",)]),
    ("POST", "portals", NEW_PORTAL | {"hostname": "https://a.example"}, [("hostname",)]),
    ("PUT", "portals/my-mcp-portal", {"description": None}, [("description",)]),
    ("PUT", "portals/my-mcp-portal", {"servers": [{}]}, [("servers", "0", "server_id")]),
]


@pytest.mark.parametrize(("method", "path", "given", "places"), _INVALID)
def test_an_invalid_body_is_refused_with_the_path_of_each_violation(
    mock: Mock, api: httpx.Client, method: str, path: str, given: Any, places: list[Any]
) -> None:
    status, found = errors(api.request(method, f"/{path}", json=given))
    assert status == 400
    assert sorted(found) == sorted((7001, "body", *place) for place in places)
    assert mock.log[0].violations


def test_an_invalid_body_gets_the_contracts_example(api: httpx.Client) -> None:
    refused = api.post("/servers", json=NEW_SERVER | {"id": "x" * 33}).json()
    assert refused == example("invalidBody")
    messages = [error["message"] for error in api.post("/servers", json={}).json()["errors"]]
    assert messages == ["Required"] * 4


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({"Content-Type": "application/json"}, b"{"),
        ({"Content-Type": "application/json"}, b"\xff"),
        ({"Content-Type": "application/json"}, b""),
        ({"Content-Type": "text/plain"}, b"{}"),
        ({}, b"{}"),
    ],
)
def test_a_body_that_is_not_json_is_refused(
    api: httpx.Client, headers: dict[str, str], content: bytes
) -> None:
    response = api.post("/servers", headers=headers, content=content)
    assert errors(response) == (400, [(7001, "body")])


def test_secrets_are_in_no_answer(api: httpx.Client) -> None:
    secrets = {"auth_credentials": "canary-1", "client_secret": "canary-2"}
    answers = [
        api.post("/servers", json=NEW_SERVER | {"auth_type": "bearer"} | secrets),
        api.put("/servers/notes", json=secrets),
        api.post("/servers", json=NEW_SERVER | {"auth_credentials": {"headers": "canary-3"}}),
        api.post("/servers/notes/sync"),
        api.get("/servers", params={"search": "notes"}),
        api.get("/servers", params={"search": "canary"}),
        api.delete("/servers/notes"),
    ]
    assert [each.status_code for each in answers] == [201, 200, 400, 200, 200, 200, 200]
    assert not [each.text for each in answers if "canary" in each.text]


def test_one_of_two_concurrent_creations_succeeds(api: httpx.Client) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # switches threads everywhere, not every 5 ms
    try:
        with ThreadPoolExecutor(2) as pool:
            for number in range(30):
                new = NEW_SERVER | {"id": f"race-{number}"}
                posts = [pool.submit(api.post, "/servers", json=new) for _ in range(2)]
                assert sorted(post.result().status_code for post in posts) == [201, 409]
    finally:
        sys.setswitchinterval(usual)


def test_any_collection_of_a_contract_is_served(zoo_spec: Path) -> None:
    with Mock(spec=zoo_spec, servers=0) as zoo:
        url = zoo.example_url.replace("animals", "keepers")
        with httpx.Client(headers={"X-Zoo": f"Bearer {TOKEN}"}) as client:
            given = {"name": "Ada", "pin": "1234", "animals": ["emu"], "age": 4}
            hired = client.post(url, json=given)
            assert client.post(url, json=given).status_code == 409
            promoted = client.put(f"{url}/Ada", json={"name": "Ada", "rank": 2})
            assert client.get(f"{url}/Ada").json() == promoted.json()
            assert client.get(url).json()["keepers"] == [promoted.json()["result"]]
            assert client.delete(f"{url}/Ada").status_code == 405
    assert hired.status_code == 202
    assert hired.json()["result"] == {"name": "Ada", "animals": ["emu"], "rank": 1}
    assert promoted.json()["result"]["rank"] == 2
    assert not [line for each in zoo.log if each.status in (200, 202) for line in each.violations]
