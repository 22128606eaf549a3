# Generated from openapi.yaml by `make generate`. Do not edit.
"""Cloudflare AI Controls.

Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero Trust account and the portals
that publish them.

    from cloudflare_ai_controls import Cloudflare

    client = Cloudflare()
    client.zero_trust.access.ai_controls.mcp.servers.list(account_id=…)
"""

import cloudflare_api_core as _core

from . import api as api
from . import models as models
from . import resources as resources
from .client import __version__ as __version__

__getattr__, __dir__ = _core.lazy_names(
    __name__,
    {
        "AsyncCloudflare": ".client",
        "Cloudflare": ".client",
        "__version__": ".client",
        "APIConnectionError": "cloudflare_api_core",
        "APIError": "cloudflare_api_core",
        "APIResponseValidationError": "cloudflare_api_core",
        "APIStatusError": "cloudflare_api_core",
        "APITimeoutError": "cloudflare_api_core",
        "AsyncPaginator": "cloudflare_api_core",
        "AsyncResponse": "cloudflare_api_core",
        "AsyncStreamedResponse": "cloudflare_api_core",
        "AsyncV4PagePaginationArray": "cloudflare_api_core",
        "AuthenticationError": "cloudflare_api_core",
        "BadRequestError": "cloudflare_api_core",
        "CloudflareError": "cloudflare_api_core",
        "ConfigurationError": "cloudflare_api_core",
        "ConflictError": "cloudflare_api_core",
        "CredentialsError": "cloudflare_api_core",
        "ErrorData": "cloudflare_api_core",
        "ErrorSource": "cloudflare_api_core",
        "InternalServerError": "cloudflare_api_core",
        "Model": "cloudflare_api_core",
        "NotFoundError": "cloudflare_api_core",
        "Omit": "cloudflare_api_core",
        "PaginationError": "cloudflare_api_core",
        "PermissionDeniedError": "cloudflare_api_core",
        "Query": "cloudflare_api_core",
        "RateLimitError": "cloudflare_api_core",
        "RequestOptions": "cloudflare_api_core",
        "Response": "cloudflare_api_core",
        "ResultInfo": "cloudflare_api_core",
        "StreamedResponse": "cloudflare_api_core",
        "SyncV4PagePaginationArray": "cloudflare_api_core",
        "UnprocessableEntityError": "cloudflare_api_core",
        "UnsuccessfulResponseError": "cloudflare_api_core",
        "omit": "cloudflare_api_core",
    },
    ".models._targets",
)
