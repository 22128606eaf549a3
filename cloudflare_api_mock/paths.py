"""The facts about the rows of a list that the paths of a contract give."""

from __future__ import annotations

import re

from cloudflare_api_contract import Json

from .contract import Contract

__all__ = ["named_rows", "row_variables", "shape"]


def shape(path: str) -> str:
    """A path without the names of its variables, such as `/lists/{}`."""
    return re.sub(r"{[^{}]*}", "{}", path)


def row_variables(contract: Contract, path: str) -> dict[str, Json]:
    """The variables that stand for a row of the list with this path, with their schemas."""
    start, depth = f"{shape(path)}/{{}}/", path.count("/") + 1
    found: dict[str, Json] = {}
    for operation in contract.operations:
        if f"{shape(operation.path)}/".startswith(start):
            name = operation.path.split("/")[depth][1:-1]
            parameter = contract.parameters(operation, "path").get(name, {})
            found.setdefault(name, parameter.get("schema", {}))
    return found


def named_rows(contract: Contract, path: str) -> list[str]:
    """The identifiers of rows of a list in the examples of parameters, also of other paths."""
    name = re.escape(path.rpartition("/")[2])
    found = [
        contract.example(operation, match[1])
        for operation in contract.operations
        if (match := re.search(rf"/{name}/{{([^{{}}]+)}}", operation.path))
    ]
    return [each for each in dict.fromkeys(found) if each]
