"""The operations of a document, by method and path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cloudflare_api_contract import METHODS, Document, is_object
from tools.family.cut import template, with_account

from .node import Node

__all__ = ["SCOPE", "Operation", "is_in", "operations"]

SCOPE: Final = re.compile(r"(/(accounts|organizations|zones)(/\{\})?|/user|/radar|)(?=/|$)")
"""The beginning of a path that all of Cloudflare's products share."""

_Key = tuple[str, str]


class Operation(NamedTuple):
    path: str
    item: Node
    node: Node

    def variables(self) -> list[str]:
        """Return the variables of the path, with the usual name for the account."""
        return re.findall(r"{([^{}]*)}", with_account(self.path))

    def parameters(self, variables: Sequence[str] = ()) -> dict[str, Node]:
        """Return the parameters of the path and of the operation, by place and name.

        variables: the names to give those of the path, by default their own.
        """
        usual = dict(
            zip(re.findall(r"{([^{}]*)}", self.path), variables or self.variables(), strict=False)
        )
        found: dict[str, Node] = {}
        for holder in (self.item, self.node):
            for parameter in holder.children("parameters").values():
                place, name = parameter.get("in"), str(parameter.get("name"))
                found[f"{place} {usual.get(name, name) if place == 'path' else name}"] = parameter
        return found

    def body(self) -> Node | None:
        """Return the request body, None also if only its media type is known, as in a deletion."""
        if "requestBody" not in self.node:
            return None
        body = self.node.child("requestBody")
        return body if any("schema" in each for each in body.children("content").values()) else None


def operations(document: Document, families: Iterable[str] | None = None) -> dict[_Key, Operation]:
    """Find the operations of some families, by path without the names of variables and by method.

    Without families, all operations are found. Raises ContractError if the document has no paths.
    """
    if not is_object(document.data.get("paths")):
        raise document.error((), "is not an OpenAPI document: it has no paths")
    paths = Node(document, document.data).child("paths")
    found: dict[_Key, Operation] = {}
    for path in paths.value:
        blank = template(path)
        if families is None or any(is_in(blank, family) for family in families):
            item = paths.child(path)
            for method in METHODS:
                if method in item:
                    found[blank, method] = Operation(path, item, item.child(method))
    return found


def is_in(path: str, family: str) -> bool:
    """Whether a path belongs to a family. The products of an account are not in its family."""
    return path == family or (path.startswith(f"{family}/") and not SCOPE.fullmatch(family))
