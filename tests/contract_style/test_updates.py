"""An update changes only the members that it names, in every language."""

from __future__ import annotations

import pytest

from cloudflare_api_contract import Json

from .conftest import new, require_none
from .updates import UNCHANGED, faults

_UPDATE = "components.schemas.McpPortalUpdate"


def test_updates_leave_omitted_members_unchanged(contract: Json) -> None:
    require_none(faults(contract))


@pytest.mark.parametrize("is_shared", [False, True])
def test_default_in_an_update(contract: Json, is_shared: bool) -> None:
    schemas = contract["components"]["schemas"]
    member: Json = {"type": "string", "default": "x", "description": "Unchanged if omitted."}
    if is_shared:
        schemas["Text"] = member
        member = {"allOf": [{"$ref": "#/components/schemas/Text"}]}
    schemas["McpPortalUpdate"]["properties"]["name"] = member
    assert new(faults, contract) == [f"{_UPDATE}.properties.name: has a default"]


def test_optional_member_of_an_update_that_does_not_say_that_it_stays(contract: Json) -> None:
    update = contract["components"]["schemas"]["McpPortalUpdate"]
    update["properties"]["name"]["description"] = "Display name."
    problem = "does not end with 'Unchanged if omitted.'"
    assert new(faults, contract) == [f"{_UPDATE}.properties.name: {problem}"]
    update["required"] = ["name"]
    assert new(faults, contract) == []


def test_update_whose_members_do_not_promise_to_stay(contract: Json) -> None:
    for member in contract["components"]["schemas"]["McpPortalUpdate"]["properties"].values():
        member["description"] = member.get("description", "").removesuffix(UNCHANGED)
    assert new(faults, contract) == []
    contract["components"]["schemas"]["McpPortalUpdate"]["properties"]["name"]["default"] = "x"
    assert new(faults, contract) == [f"{_UPDATE}.properties.name: has a default"]
