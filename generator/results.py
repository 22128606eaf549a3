"""The results of operations."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from openapi_python_client.parser.openapi import Endpoint

from cloudflare_api_contract import Document, Operation

from .annotations import any_of_types
from .contents import Answer, answers
from .nodes import Node
from .types import Types, or_none
from .view import AnswerView, TypeView

__all__ = ["Results"]

_PLAIN: Mapping[str, TypeView] = {
    "nothing": TypeView("None", "_core.nothing"),
    "text": TypeView("str", "_core.text"),
    "binary": TypeView("bytes", "_core.binary"),
}
"""The types of answers that are not JSON."""


class Results:
    """Describes results. Raises ContractError for answers that a client cannot tell apart."""

    def __init__(self, document: Document, types: Types) -> None:
        self._document = document
        self._types = types

    def of(
        self, endpoint: Endpoint, operation: Operation, *, is_paged: bool
    ) -> tuple[TypeView, AnswerView]:
        """Return the type of an operation's result, or of its rows, and the form of its answer."""
        props = {each.status_code.pattern: each.prop for each in endpoint.responses.patterns}
        found: dict[str, TypeView] = {}
        listed = answers(self._document, operation)
        for answer in listed:
            node = Node(props[answer.status], answer.schema, answer.place)
            found[answer.status] = self._type(answer, node, is_paged=is_paged)
        # A range is for the statuses that have no answer of their own.
        usual = min(found, key=lambda status: (status.isdecimal(), status))
        type_ = found[usual]
        others = {
            int(status): other.decoder
            for status, other in found.items()
            if other.decoder != type_.decoder and status.isdecimal()
        }
        annotation = any_of_types(each.annotation for each in found.values())
        kind = next((each.kind for each in listed if each.kind != "nothing"), "envelope")
        media_types = dict.fromkeys(each.media_type for each in listed)
        return (
            evolve(type_, annotation=annotation),
            AnswerView(kind, ", ".join(media_types), others),
        )

    def _type(self, answer: Answer, node: Node, *, is_paged: bool) -> TypeView:
        type_ = _PLAIN.get(answer.kind) or self._types.of(node)
        if is_paged and (answer.kind != "envelope" or not type_.items):
            problem = "`result` of a paged operation must be an array"
            raise self._document.error(self._types.nodes.target(node).place, problem)
        if type_.items:
            return type_.items if is_paged else type_
        is_nullable = self._document.resolve(answer.schema).get("nullable")
        return or_none(type_) if is_nullable else type_
