"""The `Deviation:` comments of a contract and the differences that they explain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_contract import Document, Json, read
from tools.upstream.comparison import compare
from tools.upstream.deviations import find_deviations
from tools.upstream.difference import Difference
from tools.upstream.report import Report

from .support import Change, put

_CONTRACT = """\
paths:
  /a/b:
    get:
      parameters:
        - name: page
          in: query
          schema: {type: integer}
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                properties:
                  result:
                    type: array
                    items:
                      $ref: '#/components/schemas/Thing'
                  other: &other
                    type: object
                    properties:
                      size:
                        type: integer
                  again: *other
components:
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id:
          type: string
          maxLength: 5
security:
  - token: []
"""
_OTHERS = "paths /a/b get responses 200 content application/json schema properties"
_PAGE = "paths /a/b get parameters 0 schema"
_THING = "components schemas Thing"
_ID = f"{_THING} properties id"
_NAMED = put(f"{_THING} properties name", {})
_ONLY_THEIRS = put("paths /a/b/c", {"get": {}})
_LONGER = put(f"{_ID} maxLength", 6)
_TEXT_SIZES = put(f"{_OTHERS} other properties size type", "string")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Deviation: seen.\na: 1\n", [(1, 2, "seen.")]),
        ("a:\n  # Deviation: seen\n  # twice.\n  b: 1\n", [(2, 4, "seen twice.")]),
        ("# Remark.\n# Deviation: seen.\na: 1\n", [(2, 3, "seen.")]),
        ("# Deviation: one.\n# Deviation: two.\na: 1\n", [(1, 3, "one."), (2, 3, "two.")]),
        ("# Deviation: seen.\n\na: 1\n", [(1, 3, "seen.")]),
        ("a: 1  # Deviation: seen.\nb: 1\n", [(1, 1, "seen.")]),
        ("a: 1\n# Deviation: of nothing.\n", [(2, 3, "of nothing.")]),
        ('# "Deviation:" is what they start with.\na: 1\n', []),
        ("a: Deviation: no\n", []),
        ("a: b# Deviation: no\n", []),
        ("# A Deviation: no.\na: 1\n", []),
    ],
)
def test_comments_are_about_the_entry_after_them(
    text: str, found: list[tuple[int, int, str]]
) -> None:
    assert find_deviations(text) == found


@pytest.mark.parametrize(
    ("place", "rule", "ours", "theirs", "fact"),
    [
        ("", "operationId", "listThings", "list-things", "operationId listThings"),
        ("", "error status", "4XX, 5XX", "400", "error status 4XX, 5XX"),
        ("", "x-fern-pagination", {"offset": "a"}, None, 'x-fern-pagination {"offset": "a"}'),
        ("", "operation", None, "there", "lacks GET /a"),
        ("query page", "required", True, None, "query page required"),
        ("result.servers", "required", None, True, "servers optional"),
        ("result.id", "field", "there", None, "added"),
        ("result.id", "field", None, "there", "lacks id"),
        ("error Retry-After", "header", None, "there", "lacks error Retry-After"),
        ("result.id", "nullable", True, None, "nullable true"),
        ("result.id", "minimum", 0, None, "minimum 0"),
        ("result.id", "enum", "a, b", "a", "enum a, b"),
        ("result.id", "pattern", "^a  b$", None, "pattern ^a b$"),
        ("result.id", "default", None, False, "no default"),
    ],
)
def test_a_difference_is_one_fact_of_the_contract(
    place: str, rule: str, ours: Any, theirs: Any, fact: str
) -> None:
    assert Difference("GET /a", place, rule, ours, theirs, frozenset(), 0).fact == fact


def _report(tmp_path: Path, change: Change, *comments: tuple[str, str]) -> Report:
    """Compare the contract, with comments before entries, with a change of it."""
    text = _CONTRACT
    for entry, comment in comments:
        line = next(line for line in text.splitlines() if line.strip().startswith(entry))
        indent = line[: len(line) - len(line.lstrip())]
        text = text.replace(f"{line}\n", f"{indent}# Deviation: {comment}\n{line}\n")
    file = tmp_path / "contract.yaml"
    file.write_text(text, "utf-8")
    ours = read(file)
    theirs: Json = json.loads(json.dumps(ours.data))  # Without the shared part behind the alias.
    change(theirs)
    return Report.of(compare(ours, Document("theirs", theirs)), find_deviations(text))


_EXPLAINED: dict[str, tuple[str, str, Change]] = {
    "a keyword": ("maxLength: 5", "maxLength 5", _LONGER),
    "a keyword of its entry": ("id:", "maxLength 5", _LONGER),
    "a keyword that we lack": ("- name: page", "no minimum", put(f"{_PAGE} minimum", 1)),
    "a keyword of items": ("result:", "no nullable", put(f"{_THING} nullable", True)),
    "a keyword behind a reference": ("Thing:", "no nullable", put(f"{_THING} nullable", True)),
    "an optional field": ("required: [id]", "id required", put(f"{_THING} required", [])),
    "a field": ("id:", "added", put(_ID, None)),
    "a field that we lack": ("Thing:", "lacks name", _NAMED),
    "an operation that we lack": ("paths:", "lacks GET /a/b/c", _ONLY_THEIRS),
    "credentials that all operations share": (
        "security:",
        "security nothing",
        put("paths /a/b get security", [{"a": [], "b": []}]),
    ),
    "a use": ("again: *other", "added", put(f"{_OTHERS} again", None)),
}


@pytest.mark.parametrize(("entry", "fact", "change"), _EXPLAINED.values(), ids=_EXPLAINED)
def test_a_comment_explains_its_fact_at_its_entry(
    entry: str, fact: str, change: Change, tmp_path: Path
) -> None:
    assert len(_report(tmp_path, change).unexplained) == 1
    report = _report(tmp_path, change, (entry, f"{fact}: because."))
    assert report == Report([], [], 1)
    assert report.is_clean


_UNEXPLAINED: dict[str, tuple[str, str, Change]] = {
    "another value": ("maxLength: 5", "maxLength 6: because.", _LONGER),
    "a longer value": ("maxLength: 5", "maxLength 55: because.", _LONGER),
    "the lack of a value": ("maxLength: 5", "no maxLength: because.", _LONGER),
    "no fact": ("maxLength: 5", "because.", _LONGER),
    "nothing": ("maxLength: 5", "", _LONGER),
    "no reason": ("maxLength: 5", "maxLength 5:", _LONGER),
    "more than the fact": ("maxLength: 5", "a maxLength 5: because.", _LONGER),
    "another name": ("paths:", "lacks GET /a/b/d: because.", _ONLY_THEIRS),
    "the entry around it": ("Thing:", "maxLength 5: because.", _LONGER),
    "the entry beside it": ("type: string", "maxLength 5: because.", _LONGER),
    "a use of the entry": ("result:", "lacks name: because.", _NAMED),
    "another use": ("again: *other", "type integer: because.", _TEXT_SIZES),
}


@pytest.mark.parametrize(("entry", "comment", "change"), _UNEXPLAINED.values(), ids=_UNEXPLAINED)
def test_a_comment_explains_nothing_else(
    entry: str, comment: str, change: Change, tmp_path: Path
) -> None:
    report = _report(tmp_path, change, (entry, comment))
    assert len(report.unexplained) == len(report.unused) == 1
    assert report.unused[0][1] == comment
    assert not report.is_clean


def test_a_comment_without_its_difference_fails(tmp_path: Path) -> None:
    report = _report(tmp_path, put("servers", []), ("maxLength: 5", "maxLength 5: because."))
    assert report == Report([], [("33", "maxLength 5: because.")], 0)
    assert not report.is_clean


def test_two_comments_at_one_entry_explain_two_facts(tmp_path: Path) -> None:
    change = put(_ID, {"type": "integer", "maxLength": 6})
    comments = ("id:", "type string: because."), ("id:", "maxLength 5: because.")
    assert _report(tmp_path, change, comments[0]).unexplained != []
    assert _report(tmp_path, change, *comments) == Report([], [], 2)


def test_a_comment_at_an_anchor_explains_all_uses_and_one_at_an_alias_that_use(
    tmp_path: Path,
) -> None:
    def neither(document: Json) -> None:
        put(f"{_OTHERS} other", None)(document)
        put(f"{_OTHERS} again", None)(document)

    assert _report(tmp_path, neither, ("other: &other", "added: because.")).is_clean
    report = _report(tmp_path, neither, ("again: *other", "added: because."))
    assert [(row[1], row[2]) for row in report.unexplained] == [("other", "added")]
    assert report.unused == []
