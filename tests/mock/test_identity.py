"""Identifiers of rows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.identity import identifying_member, new_identifier

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("variable", "members", "expected"),
    [
        ("list_id", ["id", "list_id", "name"], "list_id"),
        ("list_id", ["name", "id"], "id"),
        ("list_name", ["id", "name"], "name"),
        ("identifier", ["name", "list_id"], "list_id"),
        ("identifier", ["name", "uuid"], "uuid"),
        ("anything", ["colour", "name"], "name"),
        ("anything", ["colour", "size"], "size"),
        ("anything", ["colour"], None),
        ("", ["id"], "id"),
    ],
)
def test_the_member_that_a_variable_stands_for(
    variable: str, members: list[str], expected: str | None
) -> None:
    schemas = dict.fromkeys(members, TEXT)
    assert identifying_member(variable, "lists", schemas, ["size"]) == expected


def test_an_object_identifies_nothing() -> None:
    members = {"id": {"type": "object"}, "name": TEXT}
    assert identifying_member("list_id", "lists", members, []) == "name"


@pytest.mark.parametrize(
    ("name", "schema", "pattern"),
    [
        ("id", TEXT, r"[0-9a-f]{8}-[0-9a-f-]{27}"),
        ("id", TEXT | {"maxLength": 32}, "[0-9a-f]{32}"),
        ("id", TEXT | {"example": "0" * 32}, "[0-9a-f]{32}"),
        ("id", TEXT | {"pattern": "^[a-z]{4}$"}, "[a-z]{4}"),
        ("id", TEXT | {"maxLength": 8}, "[0-9a-z-]{1,8}"),
        ("id", TEXT | {"enum": ["a"]}, None),
        ("name", TEXT, r"list-\d+"),
    ],
)
def test_identifiers_have_the_form_that_the_schema_gives(
    name: str, schema: dict[str, Any], pattern: str | None
) -> None:
    contract = Contract.load()
    made = [new_identifier(contract, [schema], name, "/lists", number) for number in range(20)]
    if pattern is None:
        assert {*made} == {None}
    else:
        assert all(re.fullmatch(pattern, str(each)) for each in made), made
        assert len({*made}) == 20


def test_numbers_identify_too() -> None:
    made = [new_identifier(Contract.load(), [{"type": "integer"}], "id", "/a", n) for n in (0, 1)]
    assert made == [1, 2]


def test_the_variable_of_the_path_must_admit_the_identifier() -> None:
    schemas: list[dict[str, Any]] = [TEXT, TEXT | {"maxLength": 12}]
    made = new_identifier(Contract.load(), schemas, "id", "/lists", 0)
    assert made == "list-1"
