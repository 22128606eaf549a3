"""Write the contract as JSON, as OpenAPI 3.1, and without ranges of statuses."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from cloudflare_api_contract import ContractError, Json, load
from tools.repository import SPEC
from tools.terminal import argument_parser, print_error, run

from .ranges import without_ranges
from .upgrade import upgraded

__all__ = ["export", "main"]


def main(arguments: list[str] | None = None) -> int:
    parser = argument_parser("export", __doc__)
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="the folder to write to; created if missing"
    )
    parser.add_argument("--spec", type=Path, default=SPEC, help="openapi.yaml by default")
    options = parser.parse_args(arguments)
    try:
        written = export(options.spec, options.folder)
    except (ContractError, OSError) as error:
        print_error(error)
        return 1
    for path in written:
        print(path)
    return 0


def export(spec: Path, folder: Path) -> list[Path]:
    """Write the forms of the contract, return their paths. Raises ContractError."""
    document = load(spec)
    files = {
        "openapi.json": document.data,
        "openapi-3.1.json": upgraded(document),
        "openapi-default.json": without_ranges(document),
    }
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".export-", dir=folder) as new:
        for name, data in files.items():
            (Path(new) / name).write_text(_text(data), "utf-8", newline="\n")
        return [(Path(new) / name).replace(folder / name) for name in files]


def _text(data: Json) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    run(main)
