"""The operations of a family by its contract, and the types of its client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cloudflare_api_contract import Document, Json

__all__ = [
    "GATEWAY",
    "GATEWAY_PACKAGE",
    "PACKAGE",
    "SPEC",
    "Operation",
    "operations",
]

GATEWAY = Path(__file__).with_name("gateway.yaml")
SPEC = Path(__file__).with_name("openapi.yaml")
PACKAGE = "weather_stations"
GATEWAY_PACKAGE = "guarded_gateway"


class Operation(NamedTuple):
    """One operation, and the examples of its arguments and its answer."""

    id: str
    method: str
    path: str
    group: list[str]
    name: str
    parameters: dict[tuple[str, str], Any]
    body: Json
    status: int
    answer: Json | None
    """None if it has no content."""

    @property
    def attribute(self) -> str:
        """The path of its method on a client."""
        return ".".join([*self.group, self.name])

    @property
    def fault(self) -> Json:
        """The fault that makes the mock answer with the example."""
        return {"status": self.status} | ({"json": self.answer} if self.answer else {})

    def arguments(self, declared: Any) -> Json:
        """The examples as arguments of the generated method."""
        examples = self.parameters | {("body", name): self.body[name] for name in self.body}
        return {
            parameter.argument: examples[parameter.location, parameter.name]
            for parameter in declared.parameters
            if (parameter.location, parameter.name) in examples
        }


def operations(contract: Document) -> Iterator[Operation]:
    """Read the operations of a contract."""
    for operation in contract.operations():
        raw = operation.node
        [(status, (response, _))] = contract.successes(operation).items()
        body, _ = contract.body(operation) or ({}, ())
        parameters = [parameter for parameter, _ in contract.parameters(operation)]
        yield Operation(
            id=raw["operationId"],
            method=operation.method.upper(),
            path=operation.path,
            group=raw["x-fern-sdk-group-name"],
            name=raw["x-fern-sdk-method-name"],
            parameters={(p["in"], p["name"]): p["example"] for p in parameters if "example" in p},
            body=body.get("example", {}),
            status=int(status),
            answer=response.get("content", {}).get("application/json", {}).get("example"),
        )
