"""What the contract of the family says of its operations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["PACKAGE", "SPEC", "Json", "Operation", "operations"]

SPEC = Path(__file__).with_name("openapi.yaml")
PACKAGE = "weather_stations"

Json = dict[str, Any]


class Operation(NamedTuple):
    """One operation and the examples of what it takes and gives."""

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
        """Where its method is on a client."""
        return ".".join([*self.group, self.name])

    @property
    def fault(self) -> Json:
        """What makes the mock give the example."""
        return {"status": self.status} | ({"json": self.answer} if self.answer else {})

    def arguments(self, declared: Any) -> Json:
        """The examples as arguments of the generated method."""
        examples = self.parameters | {("body", name): self.body[name] for name in self.body}
        return {
            parameter.argument: examples[parameter.location, parameter.name]
            for parameter in declared.parameters
            if (parameter.location, parameter.name) in examples
        }


def operations(contract: Json) -> Iterator[Operation]:
    """Read the operations of a contract."""
    for path, item in contract["paths"].items():
        for method, raw in item.items():
            if method != "parameters":
                yield _operation(contract, path, method, item, raw)


def _operation(contract: Json, path: str, method: str, item: Json, raw: Json) -> Operation:
    shared = [*item.get("parameters", ()), *raw.get("parameters", ())]
    parameters = [
        contract["components"]["parameters"][each["$ref"].rpartition("/")[2]]
        if "$ref" in each
        else each
        for each in shared
    ]
    status, answer = next(each for each in raw["responses"].items() if each[0].startswith("2"))
    body = raw.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        id=raw["operationId"],
        method=method.upper(),
        path=path,
        group=raw["x-fern-sdk-group-name"],
        name=raw["x-fern-sdk-method-name"],
        parameters={(p["in"], p["name"]): p["example"] for p in parameters if "example" in p},
        body=body.get("example", {}),
        status=int(status),
        answer=answer.get("content", {}).get("application/json", {}).get("example"),
    )
