"""A family as Cloudflare publishes it, which the mock plays without code for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cloudflare_api_mock import TOKEN, StrictMock
from tests.clients import Caller, ClientKind
from tests.generator.support import CHECKERS, require_strict_types

from .support import GATEWAY, GATEWAY_PACKAGE

Play = Callable[..., Any]

# A program of a user, and its types.
PROGRAM = f"""
from typing import Any, Literal, assert_type

from {GATEWAY_PACKAGE} import Cloudflare, GatewayList, GatewayPage, GatewayRedirect

gateway = Cloudflare(api_token="t").gateway
assert_type(gateway.lists.list(account_id="a", type="URL"), list[GatewayList])
assert_type(gateway.lists.export("l", account_id="a"), str)
rule = gateway.rules.create(
    account_id="a",
    name="No guests",
    action="block",
    filters=["dns"],
    headers={{"X-Guest": ["yes"]}},
    reaction=GatewayRedirect(kind="redirect", url="https://example.com"),
)
assert_type(rule.reaction, GatewayPage | GatewayRedirect | dict[str, Any] | None)
assert_type(rule.level, Literal[0, 1, 2] | int | None)
assert_type(rule.headers, dict[str, list[str]] | None)
"""

LISTS, RULES, SETTINGS = "gateway.lists", "gateway.rules", "gateway.configurations"


@pytest.fixture(scope="module")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    with StrictMock(spec=GATEWAY) as server:
        yield server
        server.reset()


@pytest.fixture
def play(client_kind: ClientKind, gateway: ModuleType, cloudflare_mock: StrictMock) -> Play:
    """Call a method of a client by its name, with the account."""
    make = client_kind.choose(gateway.Cloudflare, gateway.AsyncCloudflare)
    caller = Caller(make, api_token=TOKEN, base_url=cloudflare_mock.base_url)

    def play(name: str, /, *positional: Any, **arguments: Any) -> Any:
        cloudflare_mock.expect()
        return caller.method(name, *positional, account_id=cloudflare_mock.account_id, **arguments)

    return play


def test_a_list_is_created_read_changed_and_removed(play: Play, gateway: ModuleType) -> None:
    before = play(f"{LISTS}.list")
    created = play(f"{LISTS}.create", name="Guests", type="EMAIL")
    assert (created.name, created.type) == ("Guests", "EMAIL")
    assert created.created_at == created.updated_at
    assert created.id not in {each.id for each in before}
    read = play(f"{LISTS}.get", created.id)
    assert read.to_dict().items() <= created.to_dict().items()
    updated = play(f"{LISTS}.update", created.id, name="Visitors", description="Of today.")
    assert (updated.name, updated.type, updated.description) == ("Visitors", "EMAIL", "Of today.")
    assert updated.updated_at > created.updated_at
    edited = play(f"{LISTS}.edit", created.id, name="Callers")
    assert (edited.name, edited.description) == ("Callers", "Of today.")
    assert play(f"{LISTS}.list") == [*before, edited]
    play(f"{LISTS}.delete", created.id)
    with pytest.raises(gateway.NotFoundError):
        play(f"{LISTS}.get", created.id)
    assert play(f"{LISTS}.list") == before


def test_a_list_has_items_of_its_own_until_it_is_removed(play: Play, gateway: ModuleType) -> None:
    values = [{"value": f"10.0.0.{number}"} for number in range(3)]
    created = play(f"{LISTS}.create", name="Hosts", type="IP", items=values)
    other = play(f"{LISTS}.list")[0]
    items = f"{LISTS}.items.list"
    assert [each.value for each in play(items, other.id).result] != values
    page = play(items, created.id, per_page=2, page=2)
    assert [each.value for each in page.result] == ["10.0.0.2"]
    assert (page.result_info.total_count, page.has_next_page()) == (3, False)
    play(f"{LISTS}.update", created.id, name="Hosts", items=values[:1])
    assert [each.to_dict() for each in play(items, created.id).result] == values[:1]
    assert play(f"{LISTS}.export", created.id) == "value\nZX81-0001\n"
    play(f"{LISTS}.delete", created.id)
    for each in (items, f"{LISTS}.export"):
        with pytest.raises(gateway.NotFoundError):
            play(each, created.id)


def test_lists_are_filtered_by_their_members(play: Play) -> None:
    every = play(f"{LISTS}.list")
    found = play(f"{LISTS}.list", type="URL")
    assert found == [each for each in every if each.type == "URL"]
    assert 0 < len(found) < len(every)
    rules = play(f"{RULES}.list")
    found = play(f"{RULES}.list", filters=["http", "l4"])
    assert found == [each for each in rules if {"http", "l4"} & {*each.filters}]
    assert 0 < len(found) < len(rules)


def test_a_rule_keeps_its_map_and_the_model_of_its_reaction(
    play: Play, gateway: ModuleType
) -> None:
    redirect = gateway.GatewayRedirect(kind="redirect", url="https://example.com/no")
    headers = {"X-Guest": ["yes", "maybe"]}
    given = {"action": "block", "level": 2, "headers": headers, "reaction": redirect}
    created = play(f"{RULES}.create", name="No guests", **given)
    assert (created.headers, created.reaction, created.level) == (headers, redirect, 2)
    page = {"kind": "page", "text": "Ask."}
    updated = play(f"{RULES}.update", created.id, name="Some", action="allow", reaction=page)
    assert isinstance(updated.reaction, gateway.GatewayPage)
    assert play(f"{RULES}.get", created.id) == updated
    assert play(f"{RULES}.reset_expiration", created.id) == updated
    play(f"{RULES}.delete", created.id)
    with pytest.raises(gateway.NotFoundError):
        play(f"{RULES}.reset_expiration", created.id)


def test_the_configuration_is_one_row(play: Play) -> None:
    before = play(f"{SETTINGS}.get")
    page = {"block_page": {"enabled": True, "footer_text": "No."}}
    edited = play(f"{SETTINGS}.edit", settings=page)
    assert edited.settings.to_dict() == page
    assert edited.updated_at > before.updated_at
    log = {"activity_log": {"enabled": False}}
    assert play(f"{SETTINGS}.update", settings=log).settings.to_dict() == log
    assert play(f"{SETTINGS}.get").settings.to_dict() == log


def test_made_up_rows_differ_and_are_coherent(play: Play) -> None:
    rules = play(f"{RULES}.list")
    assert len({each.id for each in rules}) == len(rules) == 25
    assert {each.action for each in rules} == {"allow", "block", "isolate"}
    assert {type(each.reaction).__name__ for each in rules} == {"GatewayPage", "GatewayRedirect"}
    assert all(each.created_at <= each.updated_at and each.deleted_at is None for each in rules)


def test_no_operation_is_left_out(cloudflare_mock_server: StrictMock) -> None:
    assert cloudflare_mock_server.unplayable == {}


@pytest.mark.check
@pytest.mark.parametrize("checker", CHECKERS)
def test_the_gateway_is_typed_strictly(checker: str, gateway_folder: Path) -> None:
    program = gateway_folder / "program.py"
    program.write_text(PROGRAM)
    require_strict_types(checker, gateway_folder, program, gateway_folder / GATEWAY_PACKAGE)
