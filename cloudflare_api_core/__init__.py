"""What is true of every call of Cloudflare's API v4, on the client's side."""

from .client import API, AsyncAPIClient, SyncAPIClient
from .credentials import Scheme
from .decoders import (
    anything,
    array,
    boolean,
    date_only,
    date_time,
    free_form,
    integer,
    nothing,
    nullable,
    number,
    text,
)
from .envelope import ErrorData, ErrorSource, ResultInfo
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    CloudflareError,
    ConflictError,
    CredentialsError,
    InternalServerError,
    NotFoundError,
    PaginationError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
    UnsuccessfulResponseError,
)
from .models import Model, field, model, nested
from .operation import Operation, Parameter
from .options import Omit, Query, RequestOptions, omit
from .pages import AsyncPaginator, AsyncV4PagePaginationArray, SyncV4PagePaginationArray
from .resource import Resource
from .response import AsyncResponse, Response, parsed
from .streaming import AsyncStreamedResponse, StreamedResponse

__all__ = [
    "API",
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncAPIClient",
    "AsyncPaginator",
    "AsyncResponse",
    "AsyncStreamedResponse",
    "AsyncV4PagePaginationArray",
    "AuthenticationError",
    "BadRequestError",
    "CloudflareError",
    "ConflictError",
    "CredentialsError",
    "ErrorData",
    "ErrorSource",
    "InternalServerError",
    "Model",
    "NotFoundError",
    "Omit",
    "Operation",
    "PaginationError",
    "Parameter",
    "PermissionDeniedError",
    "Query",
    "RateLimitError",
    "RequestOptions",
    "Resource",
    "Response",
    "ResultInfo",
    "Scheme",
    "StreamedResponse",
    "SyncAPIClient",
    "SyncV4PagePaginationArray",
    "UnprocessableEntityError",
    "UnsuccessfulResponseError",
    "anything",
    "array",
    "boolean",
    "date_only",
    "date_time",
    "field",
    "free_form",
    "integer",
    "model",
    "nested",
    "nothing",
    "nullable",
    "number",
    "omit",
    "parsed",
    "text",
]

_INTERNAL = {
    "API",
    "AsyncAPIClient",
    "Operation",
    "Parameter",
    "Resource",
    "Scheme",
    "SyncAPIClient",
}
EXPORTS = [n for n in __all__ if n == "omit" or (n[0].isupper() and n not in _INTERNAL)]
"""What a generated package passes on to its users."""
