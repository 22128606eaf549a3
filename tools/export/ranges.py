"""A contract without `4XX` and `5XX`, for generators that cannot read ranges of statuses."""

from __future__ import annotations

import json
from typing import Final

from cloudflare_api_contract import Document, Json

__all__ = ["without_ranges"]

_RANGES: Final = ("4XX", "5XX")


def without_ranges(document: Document) -> Json:
    """Return a copy of a contract in which one `default` answer replaces `4XX` and `5XX`.

    It has the descriptions, headers and examples of both. Raises ContractError if the two differ in
    their schema, or if an operation has other answers to failures than the first one.
    """
    data: Json = json.loads(json.dumps(document.data))
    operations = list(document.operations())
    references = [operations[0].node["responses"][status] for status in _RANGES]
    for operation in operations:
        answers: Json = data["paths"][operation.path][operation.method]["responses"]
        if [answers.pop(status, None) for status in _RANGES] != references or "default" in answers:
            problem = "other answers to failures than in other operations"
            raise document.error((*operation.place, "responses"), problem)
        answers["default"] = {"$ref": "#/components/responses/Failure"}
    failures = [document.follow(reference, ()) for reference in references]
    media = [failure["content"]["application/json"] for failure, _ in failures]
    if media[0]["schema"] != media[1]["schema"]:
        raise document.error(failures[1][1], "another schema than that of 4XX")
    named: Json = data["components"]["responses"]
    for _, place in failures:
        del named[str(place[-1])]
    headers = [failure.get("headers", {}) for failure, _ in failures]
    examples = media[0]["examples"] | media[1]["examples"]
    named["Failure"] = {
        "description": " ".join(failure["description"] for failure, _ in failures),
        "headers": headers[0] | headers[1],
        "content": {"application/json": {"schema": media[0]["schema"], "examples": examples}},
    }
    return data
