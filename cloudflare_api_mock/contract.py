"""The contract: what `openapi.yaml` says, and whether requests and answers keep to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from openapi_core import Config, OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIResponse
from openapi_core.datatypes import RequestParameters
from werkzeug import Response
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.http import parse_cookie

from .answer import Answer
from .operation import Operation
from .request import Pairs, Request
from .violation import Violation, explain, shorten

__all__ = ["Contract", "ContractError"]

_JSON = "application/json"
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class ContractError(ValueError):
    """The file is no usable OpenAPI document; the message is one line naming it."""


@dataclass
class _Request:
    """What openapi-core wants to know of a request.

    The path is the template itself, its arguments filled in already: openapi-core matches decoded
    paths, where an encoded slash would fall apart.
    """

    host_url: str
    path: str
    method: str
    parameters: RequestParameters = field(default_factory=RequestParameters)
    content_type: str = ""
    body: bytes | None = None


class Contract:
    """An OpenAPI document, read and checked once.

    path: the file; by default the `openapi.yaml` beside this module, where a wheel puts it, else
    the one of the repository. Raises `ContractError`. `Contract.load` gives the same object for
    the same path, with what it has learnt.
    """

    def __init__(self, path: Path | None = None) -> None:
        path = path or _default()
        try:
            self._openapi = OpenAPI.from_file_path(str(path), config=_CONFIG)
        except Exception as error:  # YAML, JSON, OpenAPI and file errors have nothing in common
            raise ContractError(f"{path}: {shorten(str(error))}") from error
        self._document: Any = self._openapi.spec.read_value()
        url: str = self._document.get("servers", [{"url": "/"}])[0]["url"]
        server = urlsplit(url.rstrip("/"))
        self._host = urlunsplit((server.scheme, server.netloc, "", "", ""))
        self.base_path = server.path
        self._paths = [
            (
                _pattern(self.base_path + path),
                re.findall(r"{([^{}]+)}", path),
                self._operations(path, self.resolve(item)),
            )
            # Fewer variables first: /servers/count is not the server named "count".
            for path, item in sorted(self._document["paths"].items(), key=lambda e: e[0].count("{"))
        ]
        self._request_verdict = lru_cache(maxsize=1024)(self._check_request)
        self._answer_verdict = lru_cache(maxsize=128)(self._check_answer)

    @classmethod
    @cache
    def load(cls, path: Path | None = None) -> Contract:
        return cls(path)

    @property
    def operations(self) -> list[Operation]:
        """Every operation of the document."""
        return [each for *_, operations in self._paths for each in operations.values()]

    @property
    def credential_headers(self) -> dict[str, str]:
        """The header that each security scheme travels in, by the scheme's name."""
        schemes = self._document.get("components", {}).get("securitySchemes", {})
        return {
            name: "Authorization" if scheme["type"] == "http" else scheme["name"]
            for name, scheme in ((n, self.resolve(s)) for n, s in schemes.items())
            if scheme["type"] == "http" or scheme.get("in") == "header"
        }

    def argument(self, name: str) -> str:
        """The example that the document gives for a path parameter, "" where it gives none."""
        for operation in self.operations:
            for each in operation.parameters:
                if each["in"] == "path" and each["name"] == name and "example" in each:
                    return str(each["example"])
        return ""

    def body(self, operation: Operation) -> Any:
        """The schema of an operation's body in JSON; {} where it takes none."""
        body = self.resolve(operation.spec.get("requestBody", {}))
        return body.get("content", {}).get(_JSON, {}).get("schema", {})

    def success(self, operation: Operation) -> tuple[int, Any]:
        """An operation's first 2xx and what the document says of its JSON, at least {}.

        Raises `LookupError`.
        """
        responses = operation.spec["responses"].items()
        for status, response in responses:
            if re.fullmatch(r"2\d\d", str(status)):
                return int(status), self.resolve(response).get("content", {}).get(_JSON, {})
        raise LookupError(f"{operation.id} has no success")

    def properties(self, schema: Any) -> dict[str, Any]:
        """The members of an object's schema, references resolved."""
        members = self.resolve(schema).get("properties", {})
        return {name: self.resolve(member) for name, member in members.items()}

    def schema(self, name: str) -> Any:
        """A schema of the document's components, {} if it has no such."""
        return self._document.get("components", {}).get("schemas", {}).get(name, {})

    def secrets(self, request: Request) -> set[str]:
        """The members of a request's body that are written, but never read."""
        members = self.properties(self.body(request.operation)) if request.operation else {}
        return {name for name, member in members.items() if member.get("writeOnly")}

    def resolve(self, node: Any) -> Any:
        """Follow the `$ref` of an object of the document, if it has one."""
        reference: str | None = node.get("$ref")
        if reference is None:
            return node
        target = self._document
        for part in reference.removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        return self.resolve(target)

    def route(
        self, method: str, path: str, query: Pairs = (), headers: Pairs = (), body: bytes = b""
    ) -> Request:
        """Route a request, whose path is as on the wire, still encoded."""
        for pattern, names, operations in self._paths:
            if match := pattern.fullmatch(path):
                arguments = dict(zip(names, map(unquote, match.groups()), strict=True))
                allowed = tuple(map(str.upper, operations))
                operation = operations.get(method.lower())
                return Request(method, path, query, headers, body, allowed, operation, arguments)
        return Request(method, path, query, headers, body)

    def check_request(self, request: Request) -> tuple[Violation, ...]:
        """The violations by a request: path, method, credentials, parameters, body."""
        return self._request_verdict(request)

    def check_answer(self, operation: Operation, answer: Answer) -> tuple[Violation, ...]:
        """The violations by an answer in JSON: status, body, described headers."""
        return self._answer_verdict(operation, answer)

    def _operations(self, path: str, item: Any) -> dict[str, Operation]:
        operations: dict[str, Operation] = {}
        for method in _METHODS:
            if spec := item.get(method):
                found = map(
                    self.resolve, [*item.get("parameters", ()), *spec.get("parameters", ())]
                )
                # An operation's own parameter replaces the path's of the same name.
                merged = {(each["in"], each["name"]): each for each in found}
                name = spec.get("operationId", f"{method} {path}")
                operations[method] = Operation(name, method, path, tuple(merged.values()), spec)
        return operations

    def _check_request(self, request: Request) -> tuple[Violation, ...]:
        operation = request.operation
        if operation is None:
            message = f"The contract has no {request.method} {request.path}"
            return (Violation(("path",), message),)
        headers = Headers(list(request.headers))
        checked = _Request(
            host_url=self._host,
            path=self.base_path + operation.path,
            method=operation.method,
            parameters=RequestParameters(
                query=ImmutableMultiDict(request.query),
                header=headers,
                cookie=parse_cookie(headers.get("Cookie")),
                path=dict(request.arguments),
            ),
            content_type=headers.get("Content-Type", "application/octet-stream"),
            body=request.body,
        )
        found = [*_misfits(operation, request.query)]
        for error in self._openapi.iter_request_errors(checked):
            found += explain(error, "body")
        return tuple(dict.fromkeys(found))

    def _check_answer(self, operation: Operation, answer: Answer) -> tuple[Violation, ...]:
        request = _Request(self._host, self.base_path + operation.path, operation.method)
        response = Response(answer.body, answer.status, answer.headers, content_type=_JSON)
        errors = self._openapi.iter_response_errors(request, WerkzeugOpenAPIResponse(response))
        found = (violation for error in errors for violation in explain(error, "answer"))
        return tuple(dict.fromkeys(found))


def _misfits(operation: Operation, query: Pairs) -> Iterator[Violation]:
    """Query parameters that openapi-core lets pass: unknown ones and repeated ones."""
    known = operation.query
    for name, times in Counter(name for name, _ in query).items():
        if name not in known:
            yield Violation(("query", name), "Unrecognized parameter")
        elif times > 1 and known[name].get("schema", {}).get("type") != "array":
            yield Violation(("query", name), f"Expected one value, received {times}")


def _is_uri(text: str) -> bool:
    """Whether it has a scheme, and nothing that RFC 3986 never has."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", text) is not None


# openapi-core checks this format only with a package that it does not bring along.
_CONFIG = Config(extra_format_validators={"uri": _is_uri})


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{[^{}]+\\}", r"([^/]+)", re.escape(path)))


def _default() -> Path:
    here = Path(__file__).parent
    packaged = here / "openapi.yaml"
    return packaged if packaged.is_file() else here.parent / "openapi.yaml"
