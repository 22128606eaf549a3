"""Contracts that differ in one fact, and whether the checks notice it."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from cloudflare_api_contract import Json, read
from tools.mutants.__main__ import main
from tools.mutants.mutants import mutants

_CONTRACT = Path(__file__).parents[3] / "openapi.yaml"


@pytest.fixture(scope="module")
def contract() -> Json:
    return read(_CONTRACT).data


@pytest.fixture(scope="module")
def facts(contract: Json) -> str:
    return "\n".join(map(str, mutants(contract)))


def test_each_mutant_is_another_contract_and_is_undone(contract: Json) -> None:
    before = copy.deepcopy(contract)
    for mutant in mutants(contract):
        with mutant.applied():
            assert contract != before, mutant
        assert contract == before, mutant


@pytest.mark.parametrize(
    "fact",
    [
        "paths > /accounts/{account_id}/access/ai-controls/mcp/servers: renamed",
        "paths > /accounts/{account_id}/access/ai-controls/mcp/servers: removed",
        "servers > get: renamed to put",
        "get > operationId: becomes 'listMcpServersx'",
        "get > deprecated: becomes True",
        "x-api-token-group > 0: 'MCP Portals Write' removed",
        "x-fern-sdk-group-name: 'servers' changed",
        "x-fern-sdk-method-name: becomes 'listx'",
        "x-fern-pagination > offset: becomes '$request.pagex'",
        "responses > 201: renamed to 202",
        "responses > 4XX: renamed to 400",
        "requestBody > required: removed",
        "parameters > Page > name: becomes 'pagex'",
        "parameters > PerPage > schema > maximum: becomes 101",
        "parameters > PerPage > schema > default: becomes 21",
        "api_key > name: becomes 'X-Auth-Keyx'",
        "api_token > scheme: becomes 'bearerx'",
        "schemas > SyncStatus > enum > 3: 'error' removed",
        "schemas > ServerIdentifier > pattern: removed",
        "McpServer > properties > created_at > format: removed",
        "McpServer > properties > tools > nullable: removed",
        "McpServer > properties > tools > readOnly: removed",
        "McpServerCreate > properties > client_secret > writeOnly: removed",
        "McpServer > properties > hostname > type: becomes 'integer'",
        "McpServer > required > 0: 'id' removed",
        "McpServer > properties > modified_by: renamed",
        "servers > 0 > url: becomes",
    ],
)
def test_a_fact_of_each_kind_is_changed(facts: str, fact: str) -> None:
    assert fact in facts


@pytest.mark.check
def test_a_sample_is_the_same_for_the_same_seed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sample", "2", "--seed", "1"]) == 0
    assert capsys.readouterr().out == "2 changes, 0 not noticed: 0.0%\n"
