"""The public names of the operations and schemas of a contract."""

from __future__ import annotations

from cloudflare_api_contract import Document, Operation, written_out
from tools.family.cut import template

__all__ = ["PublicNames", "identity"]


class PublicNames:
    """The public names of one contract, those of `before` where it has the same operation.

    Raises ContractError for an `allOf` that cannot be merged.
    """

    def __init__(self, document: Document, before: PublicNames | None = None) -> None:
        self.document = written_out(document)
        self.operations: dict[str, Operation] = {}
        """By `identity`."""
        self.operation_names: dict[str, str] = {}
        """The public name of each operation, by `identity`."""
        self.renamed: dict[str, str] = {}
        """The earlier name of each renamed path parameter and schema."""
        for operation in self.document.operations():
            key = identity(operation.method, operation.path)
            self.operations[key] = operation
            name = before.operation_names.get(key) if before else None
            self.operation_names[key] = name or operation.node["operationId"]

    def path_parameters(self, key: str) -> list[str]:
        """Return the names of the path parameters of an operation."""
        parameters = self.document.parameters(self.operations[key])
        return [parameter["name"] for parameter, _ in parameters if parameter["in"] == "path"]

    def named(self, name: str) -> str:
        """Return the earlier name of a public name."""
        model, dot, field = name.partition(".")
        return self.renamed.get(name, self.renamed.get(model, model) + dot + field)


def identity(method: str, path: str) -> str:
    """Return the method and the path of an operation without the names of path parameters."""
    return f"{method.upper()} {template(path)}"
