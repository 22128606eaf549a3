"""The differences that a `Deviation:` comment lists: those of its entry, wherever it is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools.upstream.__main__ import main

_CONTRACT = """\
openapi: 3.0.3
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
"""


def _document(id: Any, size: Any, required: list[str], **parameter: Any) -> str:
    thing = {"type": "object", "required": required, "properties": {"id": id} if id else {}}
    other = {"type": "object", "properties": {"size": size}}
    properties = {"result": {"type": "array", "items": thing}, "other": other, "again": other}
    schema = {"type": "object", "properties": properties}
    answer = {"content": {"application/json": {"schema": schema}}}
    page = {"name": "page", "in": "query", "schema": {"type": "integer", **parameter}}
    operation = {"parameters": [page], "responses": {"200": answer}}
    return json.dumps({"paths": {"/a/b": {"get": operation}}})


def _run(tmp_path: Path, contract: str, published: str) -> int:
    spec, file = tmp_path / "contract.yaml", tmp_path / "published.json"
    spec.write_text(contract)
    file.write_text(published)
    return main([str(file), "--spec", str(spec)])


def _noted(entry: str) -> str:
    """The contract with a comment before an entry."""
    assert _CONTRACT.count(entry) == 1
    indent = " " * (len(entry) - len(entry.lstrip()))
    return _CONTRACT.replace(entry, f"{indent}# Deviation: because.\n{entry}")


_SAME = _document({"type": "string", "maxLength": 5}, {"type": "integer"}, ["id"])
_LONGER = _document({"type": "string", "maxLength": 6}, {"type": "integer"}, ["id"])
_NO_ID = _document(None, {"type": "integer"}, ["id"])
_OPTIONAL = _document({"type": "string", "maxLength": 5}, {"type": "integer"}, [])
_TEXT_SIZE = _document({"type": "string", "maxLength": 5}, {"type": "string"}, ["id"])
_NAMED = _SAME.replace('"properties": {"id"', '"properties": {"name": {}, "id"')
_NULL_THING = _SAME.replace('"items": {"type"', '"items": {"nullable": true, "type"')
_NO_OTHER = _SAME.replace('"other"', '"others"').replace('"again"', '"once more"')
_FIRST_PAGE = _document({"type": "string", "maxLength": 5}, {"type": "integer"}, ["id"], minimum=1)


def test_equal_documents_have_no_differences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, _CONTRACT, _SAME) == 0
    summary = "1 operation compared, 0 missing, 0 differences not listed, 0 deviations listed"
    assert capsys.readouterr().out == f"{summary}, 0 stale\n"


@pytest.mark.parametrize(
    ("entry", "published", "times"),
    [
        ("          maxLength: 5\n", _LONGER, "1 difference "),
        ("        id:\n", _LONGER, "1 difference "),
        ("        id:\n", _NO_ID, "1 difference "),
        ("      required: [id]\n", _OPTIONAL, "1 difference "),
        ("                        type: integer\n", _TEXT_SIZE, "2 differences "),
        ("                      size:\n", _TEXT_SIZE, "2 differences "),
        ("        - name: page\n", _FIRST_PAGE, "1 difference "),
        ("    Thing:\n", _NAMED, "1 difference "),
        ("    Thing:\n", _NULL_THING, "1 difference "),
        ("                  result:\n", _NULL_THING, "1 difference "),
    ],
)
def test_a_comment_lists_the_differences_of_its_entry(
    entry: str, published: str, times: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, _CONTRACT, published) == 1
    capsys.readouterr()
    assert _run(tmp_path, _noted(entry), published) == 0
    out = capsys.readouterr().out
    assert out.startswith("Listed deviations (1)\n")
    assert times in out
    assert "  because." in out


@pytest.mark.parametrize(
    ("entry", "published"),
    [
        ("    Thing:\n", _LONGER),
        ("                  result:\n", _NAMED),
        ("      properties:\n        id", _LONGER),
        ("                  other: &other\n", _TEXT_SIZE),
        ("          type: string\n", _LONGER),
        ("    get:\n", _FIRST_PAGE),
    ],
)
def test_a_comment_does_not_list_differences_inside_or_beside_its_entry(
    entry: str, published: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, _noted(entry), published) == 1
    assert "Differences that are not listed (1)" in capsys.readouterr().out


def test_a_comment_lists_the_differences_under_an_alias_of_its_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, _noted("                  other: &other\n"), _NO_OTHER) == 1
    out = capsys.readouterr().out
    assert "2 differences  because." in out
    assert "other   field" not in out
    assert "others     field" in out


def test_a_comment_behind_an_entry_lists_it(tmp_path: Path) -> None:
    contract = _CONTRACT.replace("maxLength: 5", "maxLength: 5  # Deviation: because.")
    assert _run(tmp_path, contract, _LONGER) == 0


def test_a_stale_deviation_is_reported_and_does_not_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, _noted("          maxLength: 5\n"), _SAME) == 0
    out = capsys.readouterr().out
    title = "Listed deviations without a difference (1)"
    assert out.startswith(f"{title}\n34  because.\n")
    assert "1 stale" in out


def test_a_deviation_that_is_not_compared_is_not_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = "# Deviation: a version that is not theirs.\n" + _CONTRACT
    assert _run(tmp_path, contract, _SAME) == 0
    out = capsys.readouterr().out
    assert "Listed deviations that are not compared (1)\n1  a version" in out
    assert "0 stale" in out


def test_one_cause_is_one_row_however_many_its_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, _CONTRACT, _TEXT_SIZE) == 1
    out = capsys.readouterr().out
    assert "Differences that are not listed (1)" in out
    line = _CONTRACT.splitlines().index("                        type: integer") + 1
    row = [str(line), "other.size", "type", "integer", "string", "GET", "…/a/b"]
    assert row in [each.split() for each in out.splitlines()]
