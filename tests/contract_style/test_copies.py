"""The contract has no YAML aliases, and its copies are equal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import Document, Json, written_out

from .conftest import FILE
from .updates import UNCHANGED

_YAML: Any = yaml  # Its types are incomplete.
_PATHS = "/accounts/{account_id}/access/ai-controls/mcp"


@pytest.fixture
def members(contract: Json) -> Callable[[str], Json]:
    """Return a function that returns the members of a schema, written out."""
    document = written_out(Document("openapi.yaml", contract))

    def of(name: str) -> Json:
        properties = document.data["components"]["schemas"][name]["properties"]
        return {name: document.resolve(member) for name, member in properties.items()}

    return of


def test_no_anchors() -> None:
    events = _YAML.parse(FILE.read_text("utf-8"))
    assert [event.anchor for event in events if getattr(event, "anchor", None)] == []


def test_schemas_are_the_last_section(contract: Json) -> None:
    assert list(contract)[-1] == "components"
    assert list(contract["components"])[-1] == "schemas"


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("McpServerCreate", "McpServer", {"auth_credentials", "client_secret"}),
        ("PortalServer", "McpServer", {"updated_prompts", "updated_tools"}),
        ("PortalServer", "PortalServerAttachment", {"updated_prompts", "updated_tools"}),
        ("McpPortalCreate", "McpPortal", {"servers"}),
    ],
)
def test_members_of_two_schemas_are_the_same(
    members: Callable[[str], Json], one: str, other: str, different: set[str]
) -> None:
    here, there = members(one), members(other)
    shared = here.keys() & there.keys()
    assert shared - different
    assert {name for name in shared if here[name] != there[name]} == different & shared


@pytest.mark.parametrize("name", ["McpServer", "McpPortal"])
def test_members_of_an_update_are_those_of_creation(
    members: Callable[[str], Json], name: str
) -> None:
    created = members(f"{name}Create")
    for member, schema in members(f"{name}Update").items():
        expected = {key: value for key, value in created[member].items() if key != "default"}
        expected["description"] += f" {UNCHANGED}"
        assert schema == expected


def test_envelopes_differ_in_their_results_only(contract: Json) -> None:
    schemas = contract["components"]["schemas"]
    failure = schemas.pop("ErrorEnvelope")["properties"]
    members = [each.get("properties", {}) for each in schemas.values()]
    first, *others = (
        {name: each[name] for name in each.keys() - {"result", "result_info"}}
        for each in members
        if "success" in each
    )
    assert others == [first] * len(others)
    assert first.keys() == failure.keys() - {"result"}


def test_failures_of_all_operations_are_the_shared_ones(contract: Json) -> None:
    shared = {"4XX": "ClientError", "5XX": "ServerError"}
    expected = {status: {"$ref": f"#/components/responses/{shared[status]}"} for status in shared}
    for operation in Document("openapi.yaml", contract).operations():
        responses = operation.node["responses"].items()
        failures = {status: answer for status, answer in responses if status[0] != "2"}
        assert failures == expected, operation.id


@pytest.mark.parametrize(("name", "plural"), [("McpServer", "servers"), ("McpPortal", "portals")])
def test_rows_in_examples_are_the_same(contract: Json, name: str, plural: str) -> None:
    answer = contract["paths"][f"{_PATHS}/{plural}"]["get"]["responses"]["200"]
    rows = answer["content"]["application/json"]["example"]["result"]
    assert rows == [contract["components"]["examples"][name]["value"]["result"]]


def test_deleted_portal_is_the_portal_without_its_servers(contract: Json) -> None:
    answer = contract["paths"][f"{_PATHS}/portals/{{id}}"]["delete"]["responses"]["200"]
    deleted = answer["content"]["application/json"]["example"]["result"]
    portal: Json = contract["components"]["examples"]["McpPortal"]["value"]["result"]
    assert deleted == {name: portal[name] for name in portal if name != "servers"}
