"""Build the API reference, `dist/api.html`."""

from __future__ import annotations

from pathlib import Path

from cloudflare_api_contract import ContractError
from tools.redocly import RedoclyError
from tools.repository import ROOT
from tools.terminal import argument_parser, print_error, run

from .page import build
from .samples import PageError


def main(arguments: list[str] | None = None) -> int:
    parser = argument_parser("page", __doc__)
    output = "the file to write; dist/api.html by default"
    default = ROOT / "dist" / "api.html"
    parser.add_argument("--output", type=Path, default=default, help=output)
    options = parser.parse_args(arguments)
    try:
        page = build(ROOT)
        options.output.parent.mkdir(exist_ok=True)
        options.output.write_text(page, "utf-8")
    except (PageError, RedoclyError, ContractError, OSError) as error:
        print_error(error)
        return 1
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    run(main)
