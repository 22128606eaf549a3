"""The items that are read, from lists with pages and without."""

from __future__ import annotations

from typing import Any

import pytest

from cloudflare_api_core import Operation, nothing
from tools.live import answers
from tools.live.answers import Answer, ReadingClient


def test_items_of_a_list_without_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "/accounts/{account_id}/rows"
    paths = {"readRow": f"{rows}/{{row_id}}", "listParts": f"{rows}/{{row_id}}/parts", "list": rows}
    operations = {
        id: Operation(id=id, method="GET", path=path, result=nothing) for id, path in paths.items()
    }
    asked: list[tuple[str, dict[str, Any]]] = []

    def read(_: object, operation: Operation[Any], target: Any, origin: str = "") -> Answer:
        asked.append((operation.id, target.values))
        result = [{"id": "a"}, {"id": "b"}] if operation.id == "list" else [{"id": "part"}]
        return Answer(operation, origin, 200, {"result": result})

    monkeypatch.setattr(answers, "OPERATIONS", operations)
    monkeypatch.setattr(answers._Reader, "read", read)  # pyright: ignore[reportPrivateUsage]
    with ReadingClient(api_token="made-up-token") as client:
        assert len([*answers.answers(client, "1")]) == 5
    account = {"account_id": "1"}
    assert asked == [
        ("list", account),
        *((id, {**account, "row_id": row}) for id in ("listParts", "readRow") for row in "ab"),
    ]
