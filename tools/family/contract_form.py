"""A family in the form of openapi.yaml: names of the SDK, named schemas, one envelope, examples."""

from __future__ import annotations

from typing import Final

from cloudflare_api_contract import Document, Json, Operation, written_out

from .cut import ACCOUNT, template, with_account
from .examples import give_examples
from .schemas import COMPONENTS, Schemas, pascal, singular
from .sdk import sdk_name

__all__ = ["in_contract_form"]

_ACCOUNT: Final = {"$ref": f"{COMPONENTS}parameters/AccountId"}
_HEADERS: Final = {
    name: {"$ref": f"{COMPONENTS}headers/{name.replace('-', '')}"}
    for name in ("Ratelimit", "Ratelimit-Policy")
}
_ERRORS: Final = {
    "4XX": {"$ref": f"{COMPONENTS}responses/ClientError"},
    "5XX": {"$ref": f"{COMPONENTS}responses/ServerError"},
}


def in_contract_form(family: Json, ours: Json) -> Json:
    """Return a family that was cut out of a document, in the form of openapi.yaml.

    Operations get the names of the official SDK, if it has them, and a tag for each outermost
    group. Objects and enums get new names under components.schemas. Envelopes, errors, headers and
    the account are those of openapi.yaml, which is `ours`.
    Each body, answer and parameter gets an example, made up from the examples of its members.

    Raises ContractError if a schema contradicts itself.
    """
    document = written_out(Document("family", family))
    schemas = Schemas(document, ours)
    operations = [*document.operations()]
    for operation in operations:
        if named := sdk_name(template(operation.path), operation.method):
            operation.node["x-fern-sdk-group-name"] = named.group
            operation.node["x-fern-sdk-method-name"] = named.method
    groups = [operation.node["x-fern-sdk-group-name"] for operation in operations]
    tags: dict[str, str] = {}
    for operation, group in zip(operations, groups, strict=True):
        root = min((each for each in groups if group[: len(each)] == each), key=len)
        tag = " ".join(root[-2:]).replace("_", " ").title()
        tags[tag] = f"Operations of {'.'.join(root)}."
        operation.node["tags"] = [tag]
        _write(operation, document, schemas)
    family = document.data
    family["paths"] = {
        with_account(path): {verb: item[verb] for verb in item if verb != "parameters"}
        for path, item in family["paths"].items()
    }
    family["tags"] = [{"name": tag, "description": text} for tag, text in tags.items()]
    family["components"] = {"schemas": schemas.named}
    give_examples(family, ours)
    return family


def _write(operation: Operation, document: Document, schemas: Schemas) -> None:
    node = operation.node
    row = schemas.name(singular(node["x-fern-sdk-group-name"][-1]))
    action = row + pascal(node["x-fern-sdk-method-name"])
    parameters = [parameter for parameter, _ in document.parameters(operation)]
    account = ACCOUNT.match(operation.path)
    node["parameters"] = [
        _ACCOUNT if account and each["name"] == account["name"] else schemas.parameter(each, row)
        for each in parameters
    ]
    for media in node.get("requestBody", {}).get("content", {}).values():
        media["schema"] = schemas.written(media["schema"], action)
    answers = document.successes(operation)
    node["responses"] = {}
    for status, (answer, _) in answers.items():
        for media in answer.get("content", {}).values():
            if "schema" in media:
                media["schema"] = schemas.answer(media["schema"], action)
        general = {"description": answer["description"], "headers": _HEADERS}
        node["responses"][status] = general | {"content": answer.get("content", {})}
    node["responses"] |= _ERRORS
