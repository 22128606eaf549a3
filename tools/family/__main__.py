"""`python -m tools.family DOCUMENT PATH`: cut a family out of Cloudflare's document.

Writes the operations at PATH and below it, such as `/accounts/{account_id}/gateway/lists`, with the
components that they refer to, as a contract whose parts can be pasted into openapi.yaml. Names of
the variables in PATH do not matter. Operations get what the generator needs and the document lacks:
an operationId in camel case, one tag, a group and a method, and the pagination of a list. Adapt
these names.

Exits with 1 if DOCUMENT has no such operation, or cannot be read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import ContractError, read, read_published
from tools.terminal import argument_parser, print_error, run

from .cut import cut, template

__all__ = ["main"]

_ROOT: Final = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argument_parser("family", __doc__)
    parser.add_argument("document", metavar="DOCUMENT", type=Path, help="JSON, or YAML")
    parser.add_argument("path", metavar="PATH", help="the path of the family")
    options = parser.parse_args(arguments)
    try:
        published = read_published(options.document)
        under = template(options.path.rstrip("/"))
        found = [
            each
            for each in published.operations()
            if f"{template(each.path)}/".startswith(f"{under}/")
        ]
        if not found:
            raise published.error((), f"has no operation at {options.path} or below it")
        made = cut(published, found, read(_ROOT / "openapi.yaml").data)
    except ContractError as error:
        print_error(error)
        return 1
    yaml.dump(made, sys.stdout, _Dumper, sort_keys=False, allow_unicode=True, width=120)
    return 0


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


if __name__ == "__main__":
    run(main)
