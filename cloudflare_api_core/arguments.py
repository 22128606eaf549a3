"""The arguments of a call: their validation, and their place in path, query, headers or body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx

from .call import Call, PreparedCall
from .frames import forgetting_variables
from .headers import GivenHeaders, fits_header
from .mask import Mask, secrets_of
from .operation import Operation, Parameter
from .options import Omit, RequestOptions, omit
from .query import plain, query_texts
from .request_body import LOCATIONS, RequestBody
from .suggestion import suggest
from .validation import validate, validation_error

__all__ = ["prepare"]

_NEVER_NULL: Final = {"query", "header", "form"}


@forgetting_variables
def prepare(call: Call[Any]) -> PreparedCall:
    """Validate the arguments of a call and prepare it.

    Raises ValueError, naming the argument and the rule, and TypeError for an unknown option.
    """
    operation, arguments, options = call.operation, call.arguments, call.options
    unknown = options.keys() - RequestOptions.__annotations__.keys()
    if unknown:
        raise _unexpected(operation, min(unknown))
    path, query = operation.path, dict[str, tuple[str, ...]]()
    headers, secrets = httpx.Headers(), list[str]()
    extra_body = _extra_body(options)
    body = RequestBody(operation, arguments, extra_body)
    for parameter in operation.parameters:
        argument, value = parameter.argument, arguments[parameter.argument]
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", _path_segment(parameter, value))
        elif isinstance(value, Omit) or (value is None and parameter.location in _NEVER_NULL):
            is_in_body = parameter.location in LOCATIONS
            is_needed = body.is_sent or not (is_in_body and operation.optional_body)
            if parameter.required and is_needed:
                raise ValueError(f"Expected a value for `{argument}` but received {value!r}")
        elif parameter.location in LOCATIONS:
            valid = _in_body(parameter, value)
            body.add(parameter, valid)
            secrets += secrets_of(parameter.name, valid, parameter)
        elif parameter.location == "header":
            headers[parameter.name] = _header(parameter, value)
            secrets += secrets_of(parameter.name, headers[parameter.name], parameter)
        else:
            query[parameter.name] = _query_texts(parameter, value)
    # Extra headers replace those of the same name in any case.
    headers.update(options.get("extra_headers"))
    query |= query_texts("extra_query", options.get("extra_query"))
    # First, because it refuses a value that contains itself: the search for secrets would not end.
    finished = body.finish()
    for name, value in extra_body.items():
        secrets += secrets_of(name, value)
    return PreparedCall(
        operation,
        path,
        query,
        GivenHeaders(headers),
        options.get("timeout", omit),
        finished,
        Mask(secrets),
    )


def _unexpected(operation: Operation[Any], name: str) -> TypeError:
    known = [parameter.argument for parameter in operation.parameters]
    advice = suggest(name, [*known, *RequestOptions.__annotations__])
    changed = operation.model if operation.method in {"PUT", "PATCH"} else None
    if changed and name in changed.__model_names__.values():
        advice = f"this method cannot change it; {advice}"
    method = f"{operation.group}.{operation.name}()"
    return TypeError(f"{method} got an unexpected keyword argument {name!r}: {advice}")


def _in_body(parameter: Parameter, value: Any) -> Any:
    try:
        return validate(parameter.argument, parameter, value)
    except RecursionError:
        pass
    raise ValueError(f"Expected `{parameter.argument}` to be nested less deeply")


def _extra_body(options: RequestOptions) -> Mapping[str, object]:
    extra = options.get("extra_body") or {}
    # Callers need not check types.
    if not isinstance(extra, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"`extra_body` must be a mapping, not {type(extra).__name__}")
    return extra


def _path_segment(parameter: Parameter, value: Any) -> str:
    if value is None or value == "" or isinstance(value, Omit):
        raise ValueError(
            f"Expected a non-empty value for `{parameter.argument}` but received {value!r}"
        )
    texts = _texts(parameter, value)
    text = (parameter.delimiter or "").join(texts)
    if text != text.strip():
        raise validation_error(
            parameter.argument, parameter, "have no white space at its ends", value
        )
    # A dot segment would leave the path, percent-encoded or not.
    if text in {"", ".", ".."} or re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        raise validation_error(parameter.argument, parameter, "be one segment of a path", value)
    return (parameter.delimiter or "").join(quote(text, safe="") for text in texts)


def _query_texts(parameter: Parameter, value: Any) -> tuple[str, ...]:
    """Return the texts that are sent under the name of a parameter. An empty array is not sent."""
    texts = _texts(parameter, value)
    if parameter.required and not texts:
        raise validation_error(parameter.argument, parameter, "have at least 1 item", value)
    return (parameter.delimiter.join(texts),) if parameter.delimiter and texts else (*texts,)


def _texts(parameter: Parameter, value: Any) -> list[str]:
    """Return the text of a valid value, or those of the items of an array."""
    valid = validate(parameter.argument, parameter, value)
    if parameter.type != "array":
        return [plain(valid)]
    texts = [*map(plain, valid)]
    for index, text in enumerate(texts):
        if parameter.delimiter and parameter.delimiter in text:
            place = f"{parameter.argument}[{index}]"
            broken = f"have no {parameter.delimiter!r}, which ends an item"
            raise validation_error(place, parameter, broken, text)
    return texts


def _header(parameter: Parameter, value: Any) -> str:
    text = (parameter.delimiter or "").join(_texts(parameter, value))
    if not fits_header(text):
        raise validation_error(parameter.argument, parameter, "fit into a header", value)
    return text
