"""GET …/mcp/portals/{portal_id}/servers/{server_id}/effective-redirect-uri"""

from __future__ import annotations

from typing import Any

import pytest

from cloudflare_ai_controls import EffectiveRedirectUri, NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method

SHARED = "https://oauth-callbacks.cloudflareaccess.com/cdn-cgi/access/outbound-oauth-callback"


@pytest.mark.parametrize(
    ("is_shared", "source", "uri"),
    [(True, "shared_mcp22", SHARED), (False, "per_portal", "https://{}/servers-callback")],
)
def test_the_server_decides_which_uri_is_in_force(
    is_shared: bool,
    source: str,
    uri: str,
    cloudflare_mock: StrictMock,
    portals: Method,
    servers: Method,
) -> None:
    cloudflare_mock.expect(3)
    servers("update", "my-mcp-server", is_shared_oauth_callback_enabled=is_shared)
    hostname = portals("read", "my-mcp-portal").hostname
    where: EffectiveRedirectUri = portals(
        "effective_redirect_uri", portal_id="my-mcp-portal", server_id="my-mcp-server"
    )
    assert (where.source, where.redirect_uri) == (source, uri.format(hostname))


@pytest.mark.parametrize(
    "given",
    [
        {"portal_id": "no-such-portal", "server_id": "my-mcp-server"},
        {"portal_id": "my-mcp-portal", "server_id": "no-such-server"},
        {"portal_id": "my-mcp-portal", "server_id": "my-mcp-portal"},
    ],
)
def test_a_server_that_the_portal_does_not_publish_is_not_found(
    given: dict[str, Any], cloudflare_mock: StrictMock, portals: Method
) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError, match=r"\[7002\]"):
        portals("effective_redirect_uri", **given)
