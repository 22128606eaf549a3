"""Examples of requests and answers, made up from the examples of schemas."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from cloudflare_api_contract import ContractError, Json, is_array, is_object
from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.made_up import MadeUp, Unmakable
from tools.terminal import print_error

__all__ = ["give_examples"]


def give_examples(family: Json, ours: Json) -> None:
    """Make an example for each parameter, body and answer.

    A family with a fault gets none, and a note on stderr. The generator names the fault.
    """
    data = json.loads(json.dumps(ours | family))
    for kind, named in ours["components"].items():
        data["components"][kind] = named | data["components"].get(kind, {})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "family.json")
        file.write_text(json.dumps(data))
        try:
            contract = Contract(file)
        except ContractError as error:
            print_error(f"no examples are made up: {error.problem}", "note: ")
            return
    made_up = MadeUp(contract)

    def give(holder: Json, name: str, *, is_sent: bool = False) -> None:
        schema: Json = holder.get("schema", {})
        try:
            value = holder.get("example") or made_up.value(schema, 0, name)
        except Unmakable:
            return
        node = contract.resolve(schema)
        if is_sent:
            value = _sent(value, node, contract)
        elif {"success", "result"} <= node.get("properties", {}).keys():
            lists: Json = {
                name: [] for name in ("errors", "messages") if name in node.get("required", ())
            }
            value = {"result": value.get("result"), "success": True, **lists}
        holder["example"] = value

    for item in family["paths"].values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                if "$ref" not in parameter:
                    give(parameter, parameter["name"])
            for media in operation.get("requestBody", {}).get("content", {}).values():
                give(media, "", is_sent=True)
            for response in operation["responses"].values():
                for media in response.get("content", {}).values():
                    give(media, "")


def _sent(value: Any, schema: Json, contract: Contract) -> Any:
    """Return a value without the members that only answers have."""
    node = contract.resolve(schema)
    if is_array(value):
        return [_sent(each, node.get("items", {}), contract) for each in value]
    members = contract.properties(node)
    if not is_object(value) or not members:
        return value
    return {
        name: _sent(each, members.get(name, {}), contract)
        for name, each in value.items()
        if not contract.resolve(members.get(name, {})).get("readOnly")
    }
