"""The arguments of a call: validated, then put into path, query, headers and body."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx

from cloudflare_api_text import one_line, shown

from .call import Body, Call, PreparedCall
from .frames import forgetting_variables
from .headers import GivenHeaders, fits_header
from .mask import Mask, secrets_of
from .operation import Operation, Parameter
from .options import Omit, RequestOptions, omit
from .query import plain, query_texts
from .suggestion import suggest
from .validation import validate, validation_error

__all__ = ["prepare"]

_NEVER_NULL: Final = {"query", "header"}


@forgetting_variables
def prepare(call: Call[Any]) -> PreparedCall:
    """Validate the arguments of a call and prepare it.

    Raises ValueError, naming the argument and the rule, and TypeError for an unknown option.
    """
    operation, arguments, options = call.operation, call.arguments, call.options
    unknown = options.keys() - RequestOptions.__annotations__.keys()
    if unknown:
        raise _unexpected(operation, min(unknown))
    path, query, body = operation.path, dict[str, tuple[str, ...]](), dict[object, str]()
    content: bytes | None = None
    headers, secrets = httpx.Headers(), list[str]()
    extra_body = _extra_body(operation, options)
    has_body = bool(extra_body) or _has_body(operation, arguments)
    for parameter in operation.parameters:
        argument, value = parameter.argument, arguments[parameter.argument]
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", _path_segment(parameter, value))
        elif isinstance(value, Omit) or (value is None and parameter.location in _NEVER_NULL):
            if parameter.required and (has_body or parameter.location != "body"):
                raise ValueError(f"Expected a value for `{argument}` but received {value!r}")
        elif parameter.location == "body":
            member = _member(parameter, value)
            body[parameter.name] = _json(argument, parameter.name, member)
            secrets += secrets_of(parameter.name, member, parameter)
        elif parameter.location == "content":
            whole = _member(parameter, value)
            content = _content(parameter, whole)
            secrets += secrets_of(argument, whole, parameter)
        elif parameter.location == "header":
            headers[parameter.name] = _header(parameter, value)
            secrets += secrets_of(parameter.name, headers[parameter.name], parameter)
        else:
            query[parameter.name] = _query_texts(parameter, value)
    # Extra headers replace those of the same name in any case.
    headers.update(options.get("extra_headers"))
    query |= query_texts("extra_query", options.get("extra_query"))
    for name, value in extra_body.items():
        body[name] = _json(f"extra_body[{shown(name)}]", name, value)
        secrets += secrets_of(name, value)
    if has_body:
        content = f"{{{','.join(body.values())}}}".encode()
    return PreparedCall(
        operation,
        path,
        query,
        GivenHeaders(headers),
        options.get("timeout", omit),
        None if content is None else Body(content),
        Mask(secrets),
    )


def _has_body(operation: Operation[Any], arguments: Mapping[str, Any]) -> bool:
    members = [p.argument for p in operation.parameters if p.location == "body"]
    if operation.optional_body:
        return any(not isinstance(arguments[name], Omit) for name in members)
    return bool(members)


def _unexpected(operation: Operation[Any], name: str) -> TypeError:
    known = [parameter.argument for parameter in operation.parameters]
    advice = suggest(name, [*known, *RequestOptions.__annotations__])
    changed = operation.model if operation.method in {"PUT", "PATCH"} else None
    if changed and name in changed.__model_names__.values():
        advice = f"this method cannot change it; {advice}"
    method = f"{operation.group}.{operation.name}()"
    return TypeError(f"{method} got an unexpected keyword argument {name!r}: {advice}")


def _member(parameter: Parameter, value: Any) -> Any:
    try:
        return validate(parameter.argument, parameter, value)
    except RecursionError:
        pass
    raise ValueError(f"Expected `{parameter.argument}` to be nested less deeply")


def _content(parameter: Parameter, value: Any) -> bytes:
    if parameter.type == "binary":
        return value if isinstance(value, bytes) else str(value).encode()
    return _json(parameter.argument, "", value).partition(":")[2].encode()


def _extra_body(operation: Operation[Any], options: RequestOptions) -> Mapping[str, object]:
    extra = options.get("extra_body") or {}
    # Callers need not check types.
    if not isinstance(extra, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"`extra_body` must be a mapping, not {type(extra).__name__}")
    whole = [p.argument for p in operation.parameters if p.location == "content"]
    if extra and whole:
        raise ValueError(f"Expected no `extra_body`: `{whole[0]}` is the whole body")
    return extra


def _json(place: str, name: object, value: object) -> str:
    """Return a member of the body as it stands between the braces."""
    try:
        # Not orjson, which writes NaN as null.
        text = json.dumps({name: value}, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        text.encode()
        return text[1:-1]
    except (TypeError, ValueError, RecursionError) as error:
        problem = one_line(str(error))
    raise ValueError(f"Expected `{place}` to be a value that JSON can hold: {problem}")


def _path_segment(parameter: Parameter, value: Any) -> str:
    if value is None or value == "" or isinstance(value, Omit):
        raise ValueError(
            f"Expected a non-empty value for `{parameter.argument}` but received {value!r}"
        )
    texts = _texts(parameter, value)
    text = (parameter.delimiter or "").join(texts)
    if text != text.strip():
        raise validation_error(parameter.argument, parameter, "have no blanks at its ends", value)
    # A dot segment would leave the path, percent-encoded or not.
    if text in {"", ".", ".."} or re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        raise validation_error(parameter.argument, parameter, "be one segment of a path", value)
    return (parameter.delimiter or "").join(quote(text, safe="") for text in texts)


def _query_texts(parameter: Parameter, value: Any) -> tuple[str, ...]:
    """Return the texts that are sent under the name of a parameter. An empty array is not sent."""
    texts = _texts(parameter, value)
    if parameter.required and not texts:
        raise validation_error(parameter.argument, parameter, "have an item", value)
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
