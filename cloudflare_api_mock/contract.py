"""The contract: its facts, routing, and violations by requests and answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit, urlunsplit

from openapi_core import Config, OpenAPI
from openapi_core.deserializing.media_types.util import json_loads
from openapi_core.testing import MockRequest, MockResponse
from openapi_spec_validator.shortcuts import get_validator_cls
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.http import parse_cookie

from cloudflare_api_contract import (
    ContractError,
    Document,
    Json,
    Operation,
    is_json,
    is_object,
    parts,
    read,
    require_valid,
    resolvable,
    schemas,
    written_out,
)

from .answer import Answer
from .facts import Facts
from .request import Pairs, Request
from .violation import Violation, explain, shorten

__all__ = ["Contract", "is_uri"]

_STRUCTURED = re.compile("xml|form")  # openapi-core reads these
_FORM = re.compile("multipart/|application/x-www-form-urlencoded")
_MOST_REMEMBERED = 256 * 1024  # bytes of a body


class Contract(Facts):
    """An OpenAPI document, with memos of its verdicts on bodies of at most 256 KiB.

    path: the file; by default the `openapi.yaml` beside this module, where a wheel puts it, else
    that of the repository. Raises `ContractError`. `Contract.load` returns one object for a path.
    """

    def __init__(self, path: Path | None = None) -> None:
        document = read(path or _default())
        try:
            _require_valid(document)
            # In the form that the generator reads: no allOf, and oneOf as anyOf.
            document = _merged(written_out(document))
            self._openapi = OpenAPI(resolvable(document), config=_config(document))
            super().__init__(document)
            self._validator = _validator(self._openapi)
        except ContractError:
            raise
        except Exception as error:  # openapi-core raises errors of several libraries
            problem = str(getattr(error, "message", error)) or "is not an OpenAPI document"
            raise document.error((), shorten(problem)) from error
        url: str = document.data.get("servers", [{"url": "/"}])[0]["url"]
        server = urlsplit(url.rstrip("/"))
        self._host = urlunsplit((server.scheme, server.netloc, "", "", ""))
        self.base_path = server.path
        paths: dict[str, dict[str, Operation]] = {}
        for operation in self.operations:
            paths.setdefault(operation.path, {})[operation.method.upper()] = operation
        self._routes = [
            (_pattern(self.base_path + path), re.findall(r"{([^{}]+)}", path), paths[path])
            # Fewer variables first: /servers/count is not the server named "count".
            for path in sorted(paths, key=lambda path: path.count("{"))
        ]
        described = (*self.credential_headers.values(), *self.parameter_names)
        self._headers = {"content-type", "cookie", *(name.lower() for name in described)}
        self._request_verdict = lru_cache(maxsize=1024)(self._check_request)
        self._answer_verdict = lru_cache(maxsize=128)(self._check_answer)

    @classmethod
    @cache
    def load(cls, path: Path | None = None) -> Contract:
        """The contract in a file, read once."""
        return cls(path)

    def route(
        self, method: str, path: str, query: Pairs = (), headers: Pairs = (), body: bytes = b""
    ) -> Request:
        """Route a request, whose path is still encoded."""
        for pattern, names, operations in self._routes:
            if match := pattern.fullmatch(path):
                arguments = dict(zip(names, map(unquote, match.groups()), strict=True))
                allowed, operation = tuple(operations), operations.get(method)
                return Request(method, path, query, headers, body, allowed, operation, arguments)
        return Request(method, path, query, headers, body)

    def check_request(self, request: Request) -> tuple[Violation, ...]:
        """The violations by a request: path, method, credentials, parameters, body."""
        # Other headers, such as a `Host` with the port, make no difference.
        headers = tuple(pair for pair in request.headers if pair[0] in self._headers)
        request = replace(request, headers=headers)
        is_small = len(request.body) <= _MOST_REMEMBERED
        return (self._request_verdict if is_small else self._check_request)(request)

    def check_answer(self, operation: Operation, answer: Answer) -> tuple[Violation, ...]:
        """The violations by an answer in JSON: status, body, described headers."""
        is_small = len(answer.body) <= _MOST_REMEMBERED
        verdict = self._answer_verdict if is_small else self._check_answer
        return verdict(operation.path, operation.method, answer)

    def admits(self, schema: Json, value: Any) -> bool:
        """Whether a value is valid by a schema of this contract, as a part of an answer."""
        return bool(self._validator.evolve(schema=schema).is_valid(value))

    def branch(self, schema: Json, value: object) -> Json:
        """The alternative of a schema that fits a value best; the schema itself if it has none."""
        branches = self.alternatives(schema)
        if not branches:
            return self.resolve(schema)
        for each in branches:
            if self.admits(each, value):
                return self.branch(each, value)
        given = value.keys() if is_object(value) else set[str]()
        best = max(branches, key=lambda each: len(given & self.properties(each).keys()))
        return self.branch(best, value)

    def _check_request(self, request: Request) -> tuple[Violation, ...]:
        operation = request.operation
        if operation is None:
            message = f"The contract has no {request.method} {request.path}"
            return (Violation(("path",), message),)
        headers = dict(request.headers)
        checked = MockRequest(
            self._host,
            operation.method,
            # The template, because openapi-core matches decoded paths: %2F would split them.
            self.base_path + operation.path,
            args=ImmutableMultiDict(request.query),
            view_args=dict(request.arguments),
            headers=headers,
            cookies=parse_cookie(headers.get("cookie")),
            data=request.body,
            content_type=headers.get("content-type", "application/octet-stream"),
        )
        found = [*self._query_violations(operation, request.query)]
        forgives = partial(self._forgives, is_form=bool(_FORM.match(checked.content_type)))
        try:
            for error in self._openapi.iter_request_errors(checked):
                found += explain(error, "body", forgives=forgives)
        except RecursionError:
            found.append(Violation(("body",), "Nested too deeply"))
        return tuple(dict.fromkeys(found))

    def _check_answer(self, path: str, method: str, answer: Answer) -> tuple[Violation, ...]:
        request = MockRequest(self._host, method, self.base_path + path)
        headers = dict(answer.headers)
        response = MockResponse(answer.body, answer.status, headers, answer.media_type)
        errors = self._openapi.iter_response_errors(request, response)
        found = (violation for error in errors for violation in explain(error, "answer"))
        return tuple(dict.fromkeys(found))

    def _query_violations(self, operation: Operation, query: Pairs) -> Iterator[Violation]:
        """Violations that openapi-core ignores: unknown and repeated parameters."""
        known = self.parameters(operation, "query")
        for name, times in Counter(name for name, _ in query).items():
            if name not in known:
                yield Violation(("query", name), "Unrecognized parameter")
            elif times > 1 and self.resolve(known[name].get("schema", {})).get("type") != "array":
                yield Violation(("query", name), f"Expected one value, received {times}")

    def _forgives(self, wrong: Any, *, is_form: bool) -> bool:
        """Whether an error of jsonschema does not count as a violation by a body."""
        if wrong.validator == "required":
            # openapi-core does not see behind a reference that a member is read-only.
            name = wrong.message.split("'")[1]
            member = wrong.schema.get("properties", {}).get(name, {})
            return bool(self.resolve(member).get("readOnly"))
        return is_form  # its parts are texts, whatever their schemas say


def _require_valid(document: Document) -> None:
    try:
        require_valid(document)
    except ContractError:
        # This validator takes 20 times as long, but knows constructs that the generator refuses.
        validator = get_validator_cls(cast(Any, document.data))
        validator(resolvable(document)).validate()


def is_uri(value: object) -> bool:
    """Whether a value, if it is a text, has a scheme, and no character that RFC 3986 excludes."""
    pattern = r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+"
    return not isinstance(value, str) or re.fullmatch(pattern, value) is not None


# openapi-core checks this format only with a package that it does not require.
_FORMATS: dict[str, Callable[[Any], bool]] = {"uri": is_uri}


def _config(document: Document) -> Config:
    kinds = {kind for _, part in parts(document.data) for kind in part.get("content", ())}
    return Config(
        # Its own validator would resolve references that lead out of the document.
        spec_validator_cls=cast(Any, None),
        extra_format_validators=_FORMATS,
        # Other text, and bytes, are strings to a schema.
        extra_media_type_deserializers={
            kind: json_loads if is_json(kind) else _as_text
            for kind in kinds
            if is_json(kind) or not _STRUCTURED.search(kind)
        },
    )


def _as_text(body: bytes, **parameters: str) -> str:
    return body.decode("latin-1")


def _merged(document: Document) -> Document:
    """The contract with keys beside a `$ref` merged into a copy of the target, in place.

    It has no empty `content`, in which openapi-core misses a body.
    """
    for _, part in [*parts(document.data)]:
        if part.get("content") == {}:
            del part["content"]
    for _, schema in schemas(document.data):
        if "$ref" in schema and len(schema) > 1:
            merged = document.resolve(schema)
            schema.clear()
            schema.update(merged)
    return document


def _validator(openapi: OpenAPI) -> Any:
    """The validator of openapi-core for values in answers."""
    answers: Any = openapi.response_validator
    make = answers.schema_validators_factory.create
    return make(openapi.spec, openapi.spec, extra_format_validators=_FORMATS).validator


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^{}]+\\}", r"([^/]+)", re.escape(path)))


def _default() -> Path:
    here = Path(__file__).parent
    packaged = here / "openapi.yaml"
    return packaged if packaged.is_file() else here.parent / "openapi.yaml"
