"""Contracts that are valid OpenAPI 3.0 and made of supported constructs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .document import Document
from .places import Place
from .reading import read
from .schemas import schemas
from .supported import require_supported

# These imports take longer than all others together, and `read` does not need them.
if TYPE_CHECKING:
    from jsonschema_path import SchemaPath

__all__ = ["load", "mentioned", "resolvable", "validate"]


def load(path: Path) -> Document:
    """Read and check a contract. Raises ContractError with the place of the first fault."""
    document = read(path)
    if not str(document.data.get("openapi", "")).startswith("3.0."):
        raise document.error(("openapi",), "must be a version 3.0 document")
    require_supported(document)
    validate(document)
    return document


def validate(document: Document) -> None:
    """Raise ContractError for the first part of a document that is not valid OpenAPI 3.0."""
    for found in _faults(document):
        error: Any = found
        while error.context:
            # Of the alternatives that failed, the one that matched the furthest.
            error = max(error.context, key=lambda tried: len(tried.absolute_path))
        place = tuple(error.absolute_path)
        if not place:
            place = _default(document, error) or mentioned(document, error.message)
        raise document.error(place, error.message)


def mentioned(document: Document, message: str) -> Place:
    """Find the place that a message of another program is about, () if there is none."""
    component = re.search(r"/(components)/(\w+)/([\w.-]+)", message)
    if component:
        return component.groups()
    for place, path, method, _ in document.operations():
        if re.search(rf"\b{method}\b.*{re.escape(path)}(?![\w/{{}}])", message, re.IGNORECASE):
            return place
    return ()


def resolvable(document: Document) -> SchemaPath:
    """Return a document for libraries that resolve references; they find nothing outside of it.

    By default, they would open files and connections.
    """
    from jsonschema_path import SchemaPath

    return SchemaPath.from_dict(cast("Any", document.data), handlers=_NoHandlers())


class _NoHandlers(dict[str, Any]):
    """Handlers that open nothing, for URLs of every scheme."""

    def __contains__(self, scheme: object) -> bool:
        return True

    def __missing__(self, scheme: str) -> Any:
        raise LookupError(scheme)


def _faults(document: Document) -> Iterator[Any]:
    from openapi_spec_validator import OpenAPIV30SpecValidator

    try:
        yield from OpenAPIV30SpecValidator(cast("Any", resolvable(document))).iter_errors()
    except Exception as error:  # the validator raises many kinds on invalid documents
        raise document.error(mentioned(document, str(error)), f"is not OpenAPI: {error}") from None


def _default(document: Document, error: Any) -> Place:
    """Return the place of the default that the validator rejects without saying where it is."""
    found = (place for place, schema in schemas(document.data) if schema is error.schema)
    return next(((*place, "default") for place in found), ())
