"""The catalogue of an account as a file, and the differences of two of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cloudflare_ai_controls_tasks import IncompleteListError, Snapshot, diff, snapshot
from cloudflare_api_mock import StrictMock

from .conftest import Do
from .support import server_row

FIND: dict[str, Any] = {
    "name": "find",
    "description": "Finds\u202e a page.",
    "inputSchema": {"type": "object", "properties": {"b": {}, "a": {"type": "string"}}},
    "annotations": {"readOnlyHint": True},
}


def _snapshot(mock: StrictMock, do: Do, *servers: dict[str, Any]) -> Snapshot:
    mock.set_rows("servers", servers)
    mock.expect(1)
    taken: Snapshot = do(snapshot)
    return taken


def test_a_snapshot_is_sorted_and_shows_texts_but_digests_of_schemas(
    cloudflare_mock: StrictMock, do: Do
) -> None:
    rows = [server_row("wiki", tools=[], prompts=[{"name": "sum"}]), server_row(tools=[FIND])]
    taken = _snapshot(cloudflare_mock, do, *rows)
    assert str(taken) == (
        """{
 "format": "cloudflare-ai-controls snapshot",
 "servers": {
  "notes": {
   "prompts": {},
   "tools": {
    "find": {
     "annotations": {
      "readOnlyHint": true
     },
     "description": "Finds\\u202e a page.",
     "inputSchema": "sha256:929c7d11e6befb845fae67f80bedaf42"
    }
   }
  },
  "wiki": {
   "prompts": {
    "sum": {}
   },
   "tools": {}
  }
 },
 "version": 1
}"""
    )
    assert Snapshot.parse(str(taken)) == taken


def test_the_order_of_anything_makes_no_difference(cloudflare_mock: StrictMock, do: Do) -> None:
    schema = {"properties": {"a": {"type": "string"}, "b": {}}, "type": "object"}
    other = {"name": "write"}
    one = _snapshot(cloudflare_mock, do, server_row(tools=[FIND, other]), server_row("wiki"))
    two = _snapshot(
        cloudflare_mock,
        do,
        server_row("wiki"),
        server_row(tools=[other, FIND | {"inputSchema": schema}]),
    )
    assert str(one) == str(two)
    assert not diff(one, two)


def test_tools_without_a_name_of_their_own_are_kept_apart(
    cloudflare_mock: StrictMock, do: Do
) -> None:
    tools: list[dict[str, Any]] = [{"a": 1}, {"name": "find"}, {"name": "find", "b": 2}, {"a": 3}]
    for order in (tools, tools[::-1]):
        taken = _snapshot(cloudflare_mock, do, server_row(tools=order))
        assert taken.servers["notes"]["tools"] == {
            "(no name)": {"a": 1},
            "(no name) (2)": {"a": 3},
            "find": {"b": 2},
            "find (2)": {},
        }


def test_a_schema_with_any_number_has_a_digest(cloudflare_mock: StrictMock, do: Do) -> None:
    digests = set[str]()
    for maximum in (2**64, 2**64 + 1):
        tool = {"name": "find", "inputSchema": {"maximum": maximum}}
        taken = _snapshot(cloudflare_mock, do, server_row(tools=[tool]))
        digests.add(taken.servers["notes"]["tools"]["find"]["inputSchema"])
    assert len(digests) == 2


def test_a_snapshot_of_a_part_is_refused(cloudflare_mock: StrictMock, do: Do) -> None:
    info = {"page": 1, "per_page": 100, "total_count": 2}
    cloudflare_mock.fail_next({"json": {"success": True, "result": [], "result_info": info}})
    cloudflare_mock.expect(1)
    with pytest.raises(IncompleteListError, match="the list of servers has 0 of 2"):
        do(snapshot)


def _of(**servers: Any) -> Snapshot:
    return Snapshot({id: {"tools": tools, "prompts": {}} for id, tools in servers.items()})


def test_a_difference_names_what_changed() -> None:
    old = _of(gone={"a": {}}, notes={"find": {"title": "A", "inputSchema": "x"}, "drop": {}})
    new = _of(new={}, notes={"find": {"title": "B\n", "inputSchema": "y", "n": None}, "put": {}})
    difference = diff(old, new)
    assert str(difference) == "\n".join(
        [
            "removed: server gone",
            "removed: tool a of server gone",
            "added: server new",
            "removed: tool drop of server notes",
            'changed: tool find of server notes: inputSchema: "x" becomes "y";'
            ' n: null becomes null; title: "A" becomes "B\\n"',
            "added: tool put of server notes",
        ]
    )
    assert [each.name for each in difference.changes[4].members] == ["inputSchema", "n", "title"]
    assert not diff(old, old)
    assert diff(old, old).facts == ()


def test_true_is_not_one() -> None:
    assert diff(_of(a={"t": {"x": True}}), _of(a={"t": {"x": 1}}))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "its member `format` is not"),
        ('{"format": "other"}', "its member `format` is not"),
        ({"version": 2}, "a snapshot of version 2; this program reads 1"),
        ({"servers": None}, "servers is not an object"),
        ({"servers": {"a": []}}, "a server is not an object"),
        ({"servers": {"a": {"tools": [1]}}}, "a kind is not an object"),
        ({"servers": {"a": {"tools": {"t": 1}}}}, "an entry is not an object"),
    ],
)
def test_another_file_is_refused_in_one_line(text: Any, problem: str) -> None:
    if not isinstance(text, str):
        text = json.dumps(_of().to_dict() | text)
    with pytest.raises(ValueError, match="snapshot") as caught:
        Snapshot.parse(text)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)
