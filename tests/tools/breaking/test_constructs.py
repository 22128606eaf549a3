"""Changes of constructs that our contract does not have, and Cloudflare's documents do."""

from __future__ import annotations

from typing import Any, Final

import pytest

from cloudflare_api_contract import Document
from tests.generator.support import Json
from tools.breaking.changes import Change, Verdict
from tools.breaking.contract_changes import contract_changes
from tools.breaking.public_names import PublicNames

NONE, BREAKS = Verdict.NONE, Verdict.BREAKS
_TEXT: Final[Json] = {"type": "string"}
_NUMBER: Final[Json] = {"type": "number"}
_ANIMALS: Final = ("Cat", "Dog", "Eel")
_CAT, _DOG, _EEL = ({"$ref": f"#/components/schemas/{name}"} for name in _ANIMALS)
_PETS: Final[Json] = {"oneOf": [_CAT, _DOG, _EEL]}


def _list(**more: Any) -> Json:
    return {"type": "array", "items": _TEXT, **more}


def _contract(member: Json, **operation: Any) -> Document:
    """A contract whose one operation sends a member and gets it back."""
    content = {"application/json": {"schema": {"properties": {"member": member}}}}
    node = {
        "operationId": "send",
        "requestBody": {"content": content},
        "responses": {"200": {"content": content}},
        **operation,
    }
    animals = {name: {"properties": {name.lower(): _TEXT}} for name in _ANIMALS}
    data: Json = {
        "servers": [{}],
        "paths": {"/a": {"post": node}},
        "components": {"schemas": animals},
    }
    return Document("openapi.yaml", data)


def _changes(old: Document, new: Document) -> list[Change]:
    before = PublicNames(old)
    return contract_changes(before, PublicNames(new, before))


@pytest.mark.parametrize(
    ("old", "new", "what", "request_verdict", "answer"),
    [
        (_list(), _list(minItems=1), "minItems none → 1", BREAKS, NONE),
        (_list(minItems=2), _list(minItems=1), "minItems 2 → 1", NONE, BREAKS),
        (_list(maxItems=2), _list(maxItems=1), "maxItems 2 → 1", BREAKS, NONE),
        (_NUMBER, _NUMBER | {"multipleOf": 2}, "multipleOf none → 2", BREAKS, NONE),
        (_NUMBER | {"multipleOf": 6}, _NUMBER | {"multipleOf": 3}, "6 → 3", NONE, BREAKS),
        ({"enum": [1, None]}, {"enum": [1, 2, None]}, "enum +2", NONE, BREAKS),
        (_PETS, {"oneOf": [_DOG, _EEL]}, "alternatives -Cat", BREAKS, NONE),
        ({"oneOf": [_DOG, _EEL]}, _PETS, "alternatives +Cat", NONE, BREAKS),
        (_PETS, {"oneOf": [_EEL, _DOG, _CAT]}, None, NONE, NONE),
        (_PETS, {"anyOf": [_CAT, _DOG, _EEL]}, None, NONE, NONE),
        (
            {"anyOf": [_NUMBER, _TEXT]},
            {"anyOf": [_NUMBER, _TEXT | {"maxLength": 5}]},
            "alternatives +type string maxLength 5 -type string",
            BREAKS,
            BREAKS,
        ),
        (
            _PETS,
            _PETS | {"discriminator": {"propertyName": "kind"}},
            "discriminator none → ",
            BREAKS,
            BREAKS,
        ),
        (
            {"additionalProperties": _NUMBER},
            {"additionalProperties": _TEXT},
            "values type number → string",
            BREAKS,
            BREAKS,
        ),
        (_TEXT, _TEXT | {"title": "Name", "x-auditable": True}, None, NONE, NONE),
    ],
)
def test_a_keyword_has_its_verdict_in_requests_and_in_answers(
    old: Json, new: Json, what: str | None, request_verdict: Verdict, answer: Verdict
) -> None:
    found = {change.where: change for change in _changes(_contract(old), _contract(new))}
    assert found.keys() == ({"send(member)", "send 200.member"} if what else set())
    for where, verdict in (("send(member)", request_verdict), ("send 200.member", answer)):
        if what:
            assert what in found[where].what
            assert found[where].strict is verdict


@pytest.mark.parametrize(
    ("old", "new", "what", "strict"),
    [
        ({}, {"explode": False}, "explode none → False", BREAKS),
        ({"explode": False}, {"style": "form", "explode": False}, None, NONE),
        ({"explode": True}, {}, None, NONE),
        ({}, {"style": "pipeDelimited"}, "style none → pipeDelimited", BREAKS),
        ({}, {"deprecated": True}, "deprecated none → True", NONE),
    ],
)
def test_another_way_to_write_a_parameter_breaks_strict_clients_alone(
    old: Json, new: Json, what: str | None, strict: Verdict
) -> None:
    parameter = {"name": "which", "in": "query", "schema": _list()}
    before, after = (_contract(_TEXT, parameters=[parameter | each]) for each in (old, new))
    changes = _changes(before, after)
    assert bool(changes) is bool(what)
    assert all(change.where == "send(which)" for change in changes)
    assert what is None or any(what in change.what for change in changes)
    assert {change.python for change in changes} <= {NONE}
    assert max((change.strict for change in changes), default=NONE) is strict


def test_a_body_that_becomes_required_breaks() -> None:
    before = _contract(_TEXT)
    body = before.data["paths"]["/a"]["post"]["requestBody"]
    [change] = _changes(before, _contract(_TEXT, requestBody=body | {"required": True}))
    assert (change.where, change.what) == ("send body", "required")
    assert (change.python, change.strict) == (BREAKS, BREAKS)


def test_a_kind_of_content_that_is_gone_breaks() -> None:
    text = {"text/csv": {"schema": _TEXT}}
    before = _contract(_TEXT)
    content = before.data["paths"]["/a"]["post"]["responses"]["200"]["content"]
    both = _contract(_TEXT, responses={"200": {"content": content | text}})
    [added] = _changes(before, both)
    assert (added.what, added.strict) == ("content +text/csv", NONE)
    [removed] = _changes(both, before)
    assert (removed.what, removed.strict) == ("content -text/csv", BREAKS)
