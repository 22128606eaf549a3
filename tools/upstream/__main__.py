"""`python -m tools.upstream FILE`: compare openapi.yaml with Cloudflare's document.

FILE is Cloudflare's `openapi.json`. Descriptions and the bodies of errors are not compared. Exits
with 0 if a `Deviation:` comment of openapi.yaml lists every difference and no operation of the
family is missing, 1 otherwise, and 2 if the documents cannot be compared.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cloudflare_api_contract import ContractError, read, read_json
from tools.terminal import argument_parser, print_error

from .comparison import compare
from .deviations import find_deviations
from .report import Report

__all__ = ["main"]

_ROOT = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argument_parser("upstream", __doc__)
    parser.add_argument("file", metavar="FILE", type=Path, help="Cloudflare's openapi.json")
    spec = "openapi.yaml by default"
    parser.add_argument("--spec", type=Path, default=_ROOT / "openapi.yaml", help=spec)
    options = parser.parse_args(arguments)
    try:
        comparison = compare(read(options.spec), read_json(options.file))
    except ContractError as error:
        print_error(error)
        return 2
    except RecursionError:
        print_error(f"{options.file}: schemas are nested too deeply")
        return 2
    report = Report.of(comparison, find_deviations(options.spec.read_text("utf-8")))
    report.print()
    return 0 if report.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
