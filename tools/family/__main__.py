"""Cut a family of operations out of Cloudflare's document.

Writes the operations at each PATH and below it, such as `/accounts/{account_id}/gateway/lists`,
with their schemas, in the form of openapi.yaml and with the names of the official SDK. They refer
to the envelope, the errors and the parameters of openapi.yaml. Names of the variables in PATH do
not matter. With `--into`, the parts are added to a contract, and the rest of it is unchanged. Adapt
names and texts.

Exits with 1 if DOCUMENT has no such operation, or cannot be read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import (
    ContractError,
    Json,
    Operation,
    is_array,
    is_object,
    read,
    read_published,
)
from tools.repository import SPEC
from tools.terminal import argument_parser, print_error, run

from .contract_form import in_contract_form
from .cut import cut, template, with_account

__all__ = ["main"]

_WIDTH: Final = 120


def main(arguments: list[str] | None = None) -> int:
    parser = argument_parser("family", __doc__)
    parser.add_argument("document", metavar="DOCUMENT", type=Path, help="JSON, or YAML")
    parser.add_argument("paths", metavar="PATH", nargs="+", help="the path of a family")
    parser.add_argument("--into", metavar="FILE", type=Path, help="the contract to change")
    options = parser.parse_args(arguments)
    try:
        published = read_published(options.document)
        contract = read(options.into or SPEC)
        found: list[Operation] = []
        for path in options.paths:
            under = template(path.rstrip("/"))
            below = [
                each
                for each in published.operations()
                if f"{template(each.path)}/".startswith(f"{under}/")
            ]
            if not below:
                raise published.error((), f"has no operation at {path} or below it")
            found += [each for each in below if each not in found]
        for operation in found:
            path = with_account(operation.path)
            if path in contract.data["paths"]:
                raise contract.error(("paths", path), "is there already")
        family = in_contract_form(cut(published, found, contract.data), contract.data)
    except ContractError as error:
        print_error(error)
        return 1
    if options.into:
        options.into.write_text(_merged(options.into.read_text("utf-8"), family), "utf-8")
    else:
        print(_text(family), end="")
    return 0


def _merged(contract: str, family: Json) -> str:
    """Put a family into the text of a contract: its tags, paths and schemas after the others."""
    tags = _text(family["tags"], 2)
    paths = _text(family["paths"], 2)
    schemas = re.sub(r"(?m)^(?=    \w)", "\n", _text(family["components"]["schemas"], 4))
    contract = contract.replace("\nsecurity:\n", f"\n{tags}security:\n", 1)
    contract = contract.replace("\n\ncomponents:\n", f"\n{paths}\ncomponents:\n", 1)
    return contract + schemas


def _text(node: Any, indent: int = 0) -> str:
    text: str = yaml.dump(
        node, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH - indent
    )
    return re.sub(r"(?m)^(?=.)", " " * indent, text)


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:
        is_flat = not any(is_object(each) or is_array(each) for each in sequence)
        return super().represent_sequence(tag, sequence, flow_style=is_flat)


if __name__ == "__main__":
    run(main)
