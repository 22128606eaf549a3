"""One breach of the contract, in words that fit on a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openapi_core.casting.schemas.exceptions import CastError
from openapi_core.templating.security.exceptions import SecurityNotFound
from openapi_core.validation.request.exceptions import (
    ParameterValidationError,
    SecurityValidationError,
)
from openapi_core.validation.response.exceptions import HeaderValidationError
from openapi_core.validation.schemas.exceptions import InvalidSchemaValue

__all__ = ["Violation", "explain", "one_line"]

_LONGEST = 200

# The service's own words for what it meets most; the rest is said as jsonschema says it.
_WORDS = {
    "maximum": "Number must be less than or equal to {}",
    "minimum": "Number must be greater than or equal to {}",
}


@dataclass(frozen=True)
class Violation:
    """Where a request or an answer breaks the contract, and how.

    path: the place, outermost first: `("query", "per_page")`, `("answer", "result[3].status")`.
    message: what is wrong there. `str()` gives both as one line.
    """

    path: tuple[str, ...]
    message: str

    def __str__(self) -> str:
        return f"{' '.join(self.path)}: {self.message}"


def explain(error: Exception, *place: str) -> Iterator[Violation]:
    """Say in readable lines what openapi-core found; its own texts dump whole values.

    place: where the message stood (`"answer"`, `"body"`), used unless the error knows better.
    """
    if isinstance(error, ParameterValidationError):
        place = (error.location, error.name)
    elif isinstance(error, HeaderValidationError):
        place = (*place, "header", error.name)
    elif isinstance(error, SecurityValidationError):
        place = ("credentials",)
    cause: Any = error.__cause__ or error
    if isinstance(cause, InvalidSchemaValue):
        schema_errors: Any = cause.schema_errors
        for wrong in schema_errors:
            inside = wrong.json_path.removeprefix("$").removeprefix(".")
            words = _WORDS.get(wrong.validator)
            message = words.format(wrong.validator_value) if words else wrong.message
            yield Violation((*place, inside) if inside else place, one_line(message))
    elif isinstance(cause, CastError):
        message = f"Expected {cause.type}, received {cause.value!r}"
        yield Violation(place, one_line(message))
    elif isinstance(cause, SecurityNotFound):
        ways = " or ".join(" with ".join(schemes) for schemes in cause.schemes)
        yield Violation(place, f"Expected {ways}")
    else:
        yield Violation(place, one_line(str(cause)))


def one_line(text: str) -> str:
    """The text without line breaks, and without its middle if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:120]} … {text[-70:]}"
