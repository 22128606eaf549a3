"""The member that identifies the rows of a list, and values for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cloudflare_api_contract import Json

from .contract import Contract
from .made_up_text import identifiers

__all__ = ["identifying_member", "new_identifier"]


def identifying_member(
    variable: str, name: str, members: Mapping[str, Json], required: Collection[str]
) -> str | None:
    """The member of a row that a variable of a path identifies, None if there is none.

    It is the first of these that the row has: the variable's own name; its last word, such as `id`
    of `list_id`; `id`; the list's name and `_id`; `uuid`, `uid`, `tag` and `name`; else the only
    required text. variable: `""` if no path names a row. name: of the list, such as `lists`.
    """
    singular = name.removesuffix("s")
    words = variable.replace("-", "_").rpartition("_")
    usual = (variable, words[2], "id", f"{singular}_id", "uuid", "uid", "tag", "name")
    scalars = [n for n, schema in members.items() if schema.get("type") in {"string", "integer"}]
    for each in usual:
        if each in members and (each in scalars or "type" not in members[each]):
            return each
    texts = [each for each in required if members.get(each, {}).get("type") == "string"]
    return texts[0] if len(texts) == 1 else None


def new_identifier(
    contract: Contract, schemas: Sequence[Json], name: str, kind: str, number: int
) -> str | int | None:
    """An identifier for row `number` of a list, None if no usual form is valid.

    schemas: of the identifying member, and of variables of paths. name: of the member. kind: the
    list, whose identifiers others do not have.
    """
    if schemas[0].get("type") == "integer":
        return number + 1
    for each in identifiers(schemas[0], name, kind, number):
        if all(contract.admits(schema, each) for schema in schemas):
            return each
    return None
