"""`python -m tools.calls`: its counts and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from cloudflare_api_contract import read
from tools.calls.__main__ import main

_SPEC: Final = Path(__file__).with_name("constructs.yaml")
_ROW: Final = "/accounts/{account_id}/lighthouses/{id}"


@pytest.mark.check
def test_a_contract_is_called_and_its_types_are_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([str(_SPEC), "--mypy", "1"]) == 0
    counts, types = capsys.readouterr().out.splitlines()
    assert counts.startswith("10 operations generated in 1 packages, 0 refused; ")
    assert counts.endswith(" calls, 0 not made up, 0 wrong")
    assert types.startswith("mypy --strict on 1 packages: Success")


def test_a_refused_contract_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text("openapi: 3.0.3\n")
    assert main([str(spec)]) == 2
    assert "error: openapi.yaml: info is missing\n" in capsys.readouterr().err


def test_refused_operations_of_a_published_document_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = read(_SPEC).data
    row = data["paths"][_ROW]
    more = {
        method: row["delete"] | {"operationId": method, "callbacks": {}}
        for method in ("put", "patch")
    }
    data["paths"] = {_ROW: row | more}
    published = tmp_path / "published.json"
    published.write_text(json.dumps(data))
    assert main([str(published), "--published"]) == 0
    refused, counts = capsys.readouterr().out.splitlines()
    assert refused == "    2 refused: callbacks is not supported in an operation"
    assert counts.startswith("2 operations generated in ")
