"""The client's side of every Cloudflare API v4 call: the base of the generated clients."""

from typing import TYPE_CHECKING

from . import (
    base_client,
    call,
    client,
    credentials,
    lazy,
    lazy_models,
    operation,
    resource,
    rule,
)
from .base_client import *
from .call import *
from .client import *
from .credentials import *
from .decoders import *
from .envelope import *
from .errors import *
from .lazy import *
from .operation import *
from .options import *
from .pages import *
from .paginator import *
from .resource import *
from .response import *
from .rule import *
from .streaming import *

if TYPE_CHECKING:
    from .models import *
    from .result_info import *

__all__ = [
    "API",
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncAPIClient",
    "AsyncPaginator",
    "AsyncResource",
    "AsyncResponse",
    "AsyncStreamedResponse",
    "AsyncV4PagePaginationArray",
    "AuthenticationError",
    "BadRequestError",
    "Call",
    "CloudflareError",
    "ConfigurationError",
    "ConflictError",
    "CredentialsError",
    "ErrorData",
    "ErrorSource",
    "InternalServerError",
    "LazyMapping",
    "Model",
    "NotFoundError",
    "Omit",
    "Operation",
    "PaginationError",
    "Parameter",
    "PermissionDeniedError",
    "Query",
    "RateLimitError",
    "RawResource",
    "RequestOptions",
    "Resource",
    "Response",
    "ResultInfo",
    "Rule",
    "Scheme",
    "StreamedResponse",
    "StreamingResource",
    "SyncAPIClient",
    "SyncResource",
    "SyncV4PagePaginationArray",
    "UnprocessableEntityError",
    "UnsuccessfulResponseError",
    "alternative",
    "any_of",
    "anything",
    "array",
    "async_raw",
    "async_result_of",
    "async_streamed",
    "binary",
    "boolean",
    "cached",
    "date_only",
    "date_time",
    "field",
    "free_form",
    "integer",
    "lazy_modules",
    "lazy_names",
    "mapping",
    "model",
    "nested",
    "nothing",
    "nullable",
    "number",
    "omit",
    "paginator_of",
    "raw",
    "result_of",
    "streamed",
    "text",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, dict.fromkeys(lazy_models.__all__, ".lazy_models"))

_MODULES = (base_client, call, client, credentials, lazy, operation, resource, rule)
_INTERNAL = {name for module in _MODULES for name in module.__all__}
EXPORTS = [n for n in __all__ if n == "omit" or (n[0].isupper() and n not in _INTERNAL)]
"""The names that a generated package re-exports to its users."""
