"""`python -m tools.conformance`: the contract kit, replayed with the clients of other languages."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cloudflare_api_mock import Mock

from .adapter import AdapterError
from .case import Case, load
from .controls import Controls
from .language import Language
from .outcome import Outcome
from .python_client import call_client
from .replay import replay

__all__ = ["main"]


def main() -> None:
    """Build, run and replay; print what each got right. Exits with 1 if anything is not as said."""
    known = {language.name: language for language in Language.all()}
    parser = argparse.ArgumentParser(prog="python -m tools.conformance", description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="language", help=", ".join(known))
    names: list[str] = parser.parse_args().languages or list(known)
    if unknown := [name for name in names if name not in known]:
        parser.exit(2, f"There is no examples/{unknown[0]}; there are {', '.join(known)}\n")
    for variable in [name for name in os.environ if name.startswith("CLOUDFLARE_")]:
        del os.environ[variable]  # The cases without credentials shall find none.
    cases = load()
    with Mock() as mock:
        controls = Controls(mock.base_url, mock.account_id)
        outcomes = {"python": Outcome(replay(controls, cases, call_client))}
        for name in names:
            outcomes[name] = _share(known[name], controls, cases)
    _show(cases, outcomes)
    wrong = [f"{name}: {line}" for name, outcome in outcomes.items() for line in outcome.wrong]
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(1 if wrong else 0)


def _share(language: Language, mock: Controls, cases: Sequence[Case]) -> Outcome:
    """Take a language through all of it, saying how far it is."""
    print(f"{language.name}: generating and compiling …", flush=True)
    start = time.perf_counter()
    try:
        known_failures = language.known_failures
        language.build()
    except OSError as error:
        return Outcome(failures=[f"{error.filename}: {error.strerror}"])
    except subprocess.SubprocessError:
        return Outcome(failures=["cannot be built"])
    print(f"{language.name}: built in {time.perf_counter() - start:.0f} s; running …", flush=True)
    failures = [*language.check_program(mock), *language.check_operations(mock)]
    try:
        return Outcome(language.replay(mock, cases), known_failures, failures)
    except AdapterError as error:
        return Outcome(failures=[*failures, f"the adapter failed: {error}"])


def _show(cases: Sequence[Case], outcomes: Mapping[str, Outcome]) -> None:
    kinds = Counter(case.kind for case in cases)
    table = Table("language", *(kind.replace("_", " ") for kind in kinds), box=SIMPLE_HEAD)
    for name, outcome in outcomes.items():
        kept = Counter(case.kind for case in cases if outcome.keeps(case))
        table.add_row(name, *(f"{kept[kind]}/{count}" for kind, count in kinds.items()))
    Console(width=140).print(table)
    print("Cases kept, of those there are. Which are not, and which only with code that mends what")
    print("the generator does, is in examples/<language>/README.md.")


if __name__ == "__main__":
    main()
