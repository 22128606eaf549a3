"""The contract: routing, facts about operations, and violations by requests and answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit, urlunsplit

from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from openapi_spec_validator.shortcuts import get_validator_cls
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.http import parse_cookie

from cloudflare_api_contract import (
    Json,
    Operation,
    parts,
    read,
    resolvable,
    schemas,
    written_out,
)

from .answer import Answer
from .request import Pairs, Request
from .violation import Violation, explain, shorten

__all__ = ["Contract", "is_uri"]

_MOST_REMEMBERED = 256 * 1024  # bytes of a body


class Contract:
    """An OpenAPI document, with memos of its verdicts on bodies of at most 256 KiB.

    path: the file; by default the `openapi.yaml` beside this module, where a wheel puts it, else
    that of the repository. Raises `ContractError`. `Contract.load` returns one object for a path.
    """

    def __init__(self, path: Path | None = None) -> None:
        document = read(path or _default())
        try:
            spec = resolvable(document)
            get_validator_cls(cast(Any, document.data))(spec).validate()
            self._openapi = OpenAPI(spec, config=_CONFIG)
        except Exception as error:  # openapi-core raises errors of several libraries
            problem = str(getattr(error, "message", error)) or "is not an OpenAPI document"
            raise document.error((), shorten(problem)) from error
        self._document = written_out(document)
        self.operations = list(self._document.operations())
        self.resolve = self._document.resolve
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
        self._request_verdict = lru_cache(maxsize=1024)(self._check_request)
        self._answer_verdict = lru_cache(maxsize=128)(self._check_answer)

    @classmethod
    @cache
    def load(cls, path: Path | None = None) -> Contract:
        """The contract in a file, read once."""
        return cls(path)

    @property
    def credential_headers(self) -> dict[str, str]:
        """The header of each security scheme, by the name of the scheme."""
        schemes = self._document.data.get("components", {}).get("securitySchemes", {})
        return {
            name: "Authorization" if scheme["type"] == "http" else scheme["name"]
            for name, scheme in ((n, self.resolve(s)) for n, s in schemes.items())
            if scheme["type"] == "http" or scheme.get("in") == "header"
        }

    def parameters(self, operation: Operation, location: str) -> dict[str, Json]:
        """The parameters of an operation in `"path"` or `"query"`, by name."""
        parameters = (parameter for parameter, _ in self._document.parameters(operation))
        return {each["name"]: each for each in parameters if each["in"] == location}

    def example(self, operation: Operation, name: str) -> str:
        """The example of a path parameter of an operation, "" if there is none."""
        return str(self.parameters(operation, "path").get(name, {}).get("example", ""))

    def argument(self, name: str) -> str:
        """The first example of a path parameter in the document, "" if there is none."""
        examples = (self.example(operation, name) for operation in self.operations)
        return next(filter(None, examples), "")

    def body(self, operation: Operation) -> Json:
        """The schema of an operation's JSON body, {} if it takes none."""
        body = self._document.body(operation)
        return self.resolve(body[0].get("schema", {})) if body else {}

    def success(self, operation: Operation) -> tuple[int, Json]:
        """The first 2xx of an operation and its JSON media type, {} if it has none.

        Raises `LookupError`.
        """
        for status, response in self._document.successes(operation).items():
            media = self._document.json(*response)
            return int(status), media[0] if media else {}
        raise LookupError(f"{operation.id} has no success")

    def properties(self, schema: Json) -> dict[str, Json]:
        """The members of an object's schema, with references resolved."""
        members = self.resolve(schema).get("properties", {})
        return {name: self.resolve(member) for name, member in members.items()}

    def component(self, name: str) -> dict[str, Json]:
        """The members of a schema of the document's components, {} if the document lacks it."""
        components = self._document.data.get("components", {})
        return self.properties(components.get("schemas", {}).get(name, {}))

    @property
    def secrets(self) -> set[str]:
        """The names of members and parameters that are write-only, or passwords."""
        named = [(each["name"], each["schema"]) for each in self._all_parameters()]
        for _, schema in schemas(self._document.data):
            named += schema.get("properties", {}).items()
        resolved = ((name, self.resolve(schema)) for name, schema in named)
        return {
            name
            for name, schema in resolved
            if schema.get("writeOnly") or schema.get("format") == "password"
        }

    @property
    def parameter_names(self) -> set[str]:
        """The names of all parameters."""
        return {each["name"] for each in self._all_parameters()}

    def _all_parameters(self) -> Iterator[Json]:
        for _, part in parts(self._document.data):
            if "in" in part and "schema" in part:
                yield part

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
        is_small = len(request.body) <= _MOST_REMEMBERED
        return (self._request_verdict if is_small else self._check_request)(request)

    def check_answer(self, operation: Operation, answer: Answer) -> tuple[Violation, ...]:
        """The violations by an answer in JSON: status, body, described headers."""
        is_small = len(answer.body) <= _MOST_REMEMBERED
        verdict = self._answer_verdict if is_small else self._check_answer
        return verdict(operation.path, operation.method, answer)

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
        found = [*_query_violations(self.parameters(operation, "query"), request.query)]
        try:
            for error in self._openapi.iter_request_errors(checked):
                found += explain(error, "body")
        except RecursionError:
            found.append(Violation(("body",), "Nested too deeply"))
        return tuple(dict.fromkeys(found))

    def _check_answer(self, path: str, method: str, answer: Answer) -> tuple[Violation, ...]:
        request = MockRequest(self._host, method, self.base_path + path)
        response = MockResponse(answer.body, answer.status, dict(answer.headers))
        errors = self._openapi.iter_response_errors(request, response)
        found = (violation for error in errors for violation in explain(error, "answer"))
        return tuple(dict.fromkeys(found))


def _query_violations(known: dict[str, Json], query: Pairs) -> Iterator[Violation]:
    """Violations that openapi-core ignores: unknown and repeated parameters."""
    for name, times in Counter(name for name, _ in query).items():
        if name not in known:
            yield Violation(("query", name), "Unrecognized parameter")
        elif times > 1 and known[name].get("schema", {}).get("type") != "array":
            yield Violation(("query", name), f"Expected one value, received {times}")


def is_uri(value: object) -> bool:
    """Whether a value, if it is a text, has a scheme, and no character that RFC 3986 excludes."""
    pattern = r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+"
    return not isinstance(value, str) or re.fullmatch(pattern, value) is not None


# openapi-core checks this format only with a package that it does not require.
_CONFIG = Config(
    # Its own validator would resolve references that lead out of the document.
    spec_validator_cls=cast(Any, None),
    extra_format_validators={"uri": is_uri},
)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^{}]+\\}", r"([^/]+)", re.escape(path)))


def _default() -> Path:
    here = Path(__file__).parent
    packaged = here / "openapi.yaml"
    return packaged if packaged.is_file() else here.parent / "openapi.yaml"
