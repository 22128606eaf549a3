"""Generate the client from the contract. With `--check`, only check that it is up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .errors import GenerationError
from .generate import check, generate

_ROOT = Path(__file__).parent.parent


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    for option, default, text in (
        ("--spec", "openapi.yaml", "the contract"),
        ("--config", "generator-config.yaml", "the settings of openapi-python-client"),
        ("--output", "generated", "the folder whose package is replaced"),
    ):
        parser.add_argument(option, type=Path, default=_ROOT / default, help=text)
    parser.add_argument("--check", action="store_true", help="change nothing, fail on a difference")
    options = parser.parse_args(arguments)
    try:
        if not options.check:
            print(f"generated {generate(options.spec, options.config, options.output)}")
            return 0
        found = check(options.spec, options.config, options.output)
    except (GenerationError, OSError) as error:
        for line in str(error).splitlines():
            print(f"error: {line}", file=sys.stderr)
        return 1
    if found:
        found.append("generated/ does not match openapi.yaml: run `make generate`, then commit")
        print(*found, sep="\n", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
