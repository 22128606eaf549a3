"""The form of an operation's success: status, media type, envelope and result."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from cloudflare_api_contract import Json, Operation, is_array, is_json, is_object

from .answer import Answer, success
from .contract import Contract
from .made_up import MadeUp, Unmakable
from .violation import Violation

__all__ = ["Form"]

_ENVELOPE = ("success", "errors", "messages")
_INFO = "result_info"


class Form:
    """The form of the first 2xx of `operation`. Raises `LookupError` if there is none.

    status: its status. media_type: None if it has no content. results: the member of the envelope
    that holds the result, None if there is no envelope. result: the schema of the result. items:
    the schema of the items of the result, None if it is not an array. row: the schema of a row,
    `items` or `result`. Schemas have their references. example: the result in the contract's
    example, None if there is none.
    """

    def __init__(self, contract: Contract, made_up: MadeUp, operation: Operation) -> None:
        self._contract = contract
        self._made_up = made_up
        self.operation = operation
        self.status, self.media_type, media = contract.success(operation)
        self.is_json = self.media_type is not None and is_json(self.media_type)
        schema = contract.resolve(media.get("schema", {}))
        self._members = contract.properties(schema) if self.is_json else {}
        _, name = contract.pagination(operation)
        is_vague = schema.get("type", "object") == "object" and not self._members
        has_envelope = self.is_json and (name in self._members or is_vague)
        self.results = name if has_envelope else None
        self.result: Json = schema.get("properties", self._members).get(name, {})
        self.example: Any = contract.media_example(media)
        if has_envelope:
            self.example = self.example.get(name) if is_object(self.example) else None
        else:
            self.result = schema
        result = contract.resolve(self.result) if self.is_json else {}
        self.items: Json | None = result.get("items", {}) if result.get("type") == "array" else None
        self.row = self.result if self.items is None else self.items
        required = schema.get("required", ()) if has_envelope else ()
        self._further = [each for each in required if each not in {*_ENVELOPE, name}]

    @property
    def is_list(self) -> bool:
        """Whether the result is an array of objects."""
        return self.items is not None and bool(self._contract.properties(self.items))

    @property
    def examples(self) -> list[Json]:
        """The rows in the contract's example."""
        found: list[Any] = self.example if is_array(self.example) else []
        return [row for row in found if is_object(row)]

    def answer(self, result: object, counts: Json | None = None) -> Answer:
        """The success with a result. counts: those of a list."""
        if self.media_type is None:
            return Answer(self.status, b"")
        if not self.is_json:
            text = result if isinstance(result, str) else json.dumps(result)
            return Answer(self.status, text.encode(), media_type=self.media_type)
        if self.results is None:
            return replace(Answer.of(self.status, result), media_type=self.media_type)
        further = {n: self._made_up.value(self._members.get(n, {}), 0, n) for n in self._further}
        further |= {_INFO: counts} if counts else {}
        answer = success(self.status, result, self.results, **further)
        return replace(answer, media_type=self.media_type)

    def row_answer(self, row: object) -> Answer:
        """The success with a row, which is the only one if the result is an array."""
        return self.answer(row if self.items is None else [row])

    def counts(self, counts: Json, *, is_paged: bool) -> Json | None:
        """The counts of a list, as far as its envelope has them; None if it has none."""
        if _INFO not in self._members:
            return counts if is_paged else None
        if known := self._contract.properties(self._members[_INFO]):
            counts = {name: counts[name] for name in counts if name in known}
        fitted: Json = self._made_up.fitted(self._members[_INFO], counts)
        return fitted

    def fitted(self, row: Json) -> Any:
        """A row as this form has it: only members that it has, and all that it requires.

        Raises `Unmakable`.
        """
        schema = self._contract.branch(self.row, row)
        if known := self._contract.properties(schema):
            row = {name: row[name] for name in row if name in known}
        return self._made_up.fitted(schema, row)

    def violations(self, result: object) -> Sequence[Violation]:
        """The violations of the contract by the success with a result."""
        return self._contract.check_answer(self.operation, self.answer(result))

    @cached_property
    def made_up(self) -> Any:
        """The example of the result if it is valid, else a made-up one. Raises `Unmakable`."""
        reasons: list[str] = []
        for make in self._ways():
            try:
                result = make()
                violations = self.violations(result)
            except Unmakable as error:
                reasons.append(str(error))
            else:
                if not violations:
                    return result
                reasons.append(f"its made-up answer is not valid: {violations[0]}")
        raise Unmakable(reasons[0])

    def _ways(self) -> Iterator[Callable[[], Any]]:
        """Functions that make a result."""
        if self.example is not None:
            yield lambda: self.example
        kind = self._contract.resolve(self.result).get("type", "object")
        if self.is_json and kind == "object" and not self._contract.properties(self.result):
            yield from (lambda: None, dict, list)
        yield lambda: self._made_up.value(self.result, 0, self.results or "")
