"""Replay the contract kit with clients in other languages.

Generates and compiles the client of each language under `examples/`, runs its programs, replays the
kit and prints the number of cases that pass. Exits with 1 if a result differs from the README of
the language, or if the build would take something that is not in its `checksums.txt`.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections import Counter
from collections.abc import Sequence

from cloudflare_api_mock import Mock
from tools.terminal import argument_parser, print_error, print_table, run

from .adapter import AdapterError
from .case import Case, load
from .language import Language
from .python_client import call_client
from .replay import Outcome, replay

__all__ = ["main"]


def main() -> int:
    known = {language.name: language for language in Language.all()}
    parser = argument_parser("conformance", __doc__)
    help = f"{', '.join(known)}; all of them by default"
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=help)
    lock = "write checksums.txt of the languages that have one, and test nothing"
    parser.add_argument("--lock", action="store_true", help=lock)
    options = parser.parse_args()
    names: list[str] = options.languages or list(known)
    if unknown := [name for name in names if name not in known]:
        parser.error(f"unknown language {unknown[0]}: choose from {', '.join(known)}")
    for variable in [name for name in os.environ if name.startswith("CLOUDFLARE_")]:
        del os.environ[variable]  # Some cases have no credentials.
    if options.lock:
        print(*(f"locked {name}" for name in names if known[name].lock()), sep="\n")
        return 0
    cases = load()
    with Mock() as mock:
        outcomes = {"python": Outcome(replay(mock, cases, call_client))}
        for name in names:
            outcomes[name] = _run(known[name], mock, cases)
    kinds = Counter(case.kind for case in cases)
    passed = {
        name: Counter(case.kind for case in cases if outcome.passes(case))
        for name, outcome in outcomes.items()
    }
    rows = (
        (name, *(f"{count[kind]}/{total}" for kind, total in kinds.items()))
        for name, count in passed.items()
    )
    print_table("Cases that pass", ("language", *(kind.replace("_", " ") for kind in kinds)), rows)
    print("examples/<language>/README.md lists the known failures and the workarounds.")
    wrong = [f"{name}: {line}" for name, outcome in outcomes.items() for line in outcome.wrong]
    for line in wrong:
        print_error(line, prefix="")
    return 1 if wrong else 0


def _run(language: Language, mock: Mock, cases: Sequence[Case]) -> Outcome:
    """Build a language, run its programs and replay the cases, with progress on stdout."""
    print(f"{language.name}: generating and compiling …", flush=True)
    start = time.perf_counter()
    try:
        known_failures = language.known_failures
        if unknown := language.check_artifacts():
            return Outcome(failures=unknown)
        language.build()
    except OSError as error:
        return Outcome(failures=[f"{error.filename}: {error.strerror}"])
    except subprocess.SubprocessError:
        return Outcome(failures=["the build failed"])
    print(f"{language.name}: built in {time.perf_counter() - start:.0f} s; running …", flush=True)
    failures = [*language.check_program(mock), *language.check_operations(mock)]
    try:
        return Outcome(language.replay(mock, cases), known_failures, failures)
    except AdapterError as error:
        return Outcome(failures=[*failures, f"the adapter failed: {error}"])


if __name__ == "__main__":
    run(main)
