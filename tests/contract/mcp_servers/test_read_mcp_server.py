"""GET /accounts/{account_id}/access/ai-controls/mcp/servers/{id}"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import McpServer, NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_read_and_list_return_the_same_server(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(4)
    for listed in servers("list", per_page=3).result:
        server: McpServer = servers("read", listed.id)
        assert server == listed
        assert server.to_dict() == listed.to_dict()


def test_an_unknown_server_is_not_found(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError) as caught:
        servers("read", "no-such-server")
    assert [error.code for error in caught.value.errors] == [7002]
    assert "/servers/no-such-server" in str(caught.value)


@pytest.mark.parametrize(
    "id_", ["..", "a/b", "UPPER", "a--b", "-a", "a-", "a b", "a" * 33, 5, None]
)
def test_an_invalid_identifier_is_not_sent(
    id_: object, cloudflare_mock: StrictMock, servers: Method
) -> None:
    with pytest.raises(ValueError, match=r"^Expected .*`id`"):
        servers("read", id_)
