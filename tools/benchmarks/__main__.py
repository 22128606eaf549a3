"""`python -m tools.benchmarks`: this client beside the official SDK, in one run."""

from __future__ import annotations

import argparse
import platform
from importlib.metadata import version

from rich.console import Console
from rich.table import Table

from . import decode, generation, startup, walk

_PACKAGES = ("cloudflare-ai-controls", "cloudflare", "httpx", "orjson", "attrs", "pydantic")


def main() -> None:
    """Measure, then print one table."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100, help="answers decoded each way")
    parser.add_argument("--starts", type=int, default=25, help="interpreters started each way")
    parser.add_argument("--walks", type=int, default=5, help="accounts walked each way")
    parser.add_argument("--generations", type=int, default=5, help="clients generated each way")
    options = parser.parse_args()

    table = Table("measure", "unit", "ours", "official SDK", "SDK / ours", title="medians")
    startup.measure(1)  # Compiles what is not yet compiled.
    starts = startup.measure(options.starts)
    (bare, bare_mib), (ours, ours_mib), (sdk, sdk_mib) = starts.values()
    unit = f"import httpx, httpx.Client(): {bare * 1000:.0f} ms"
    table.add_row(
        "to a client and its method",
        unit,
        f"{ours / bare:.2f}",
        f"{sdk / bare:.2f}",
        f"{sdk / ours:.1f}",
    )
    table.add_row(
        "memory beside that",
        "MiB",
        f"+{ours_mib - bare_mib:.1f}",
        f"+{sdk_mib - bare_mib:.1f}",
        f"{(sdk_mib - bare_mib) / (ours_mib - bare_mib):.0f}",
    )
    json, ours, sdk = decode.measure(options.rounds).values()
    size = len(decode.body()) // 1000
    table.add_row(
        f"{decode.SERVERS} servers to models, all fields read",
        f"json.loads of the {size} kB: {json:.2f} ms",
        f"{ours / json:.2f}",
        f"{sdk / json:.2f}",
        f"{sdk / ours:.1f}",
    )
    _add_walks(table, options.walks)
    seconds, milliseconds = generation.measure(options.generations)
    table.add_row("generation of openapi.yaml", "s", f"{seconds:.1f}")
    each = f"generation of {generation.OPERATIONS} operations"
    table.add_row(each, "ms for each", f"{milliseconds:.0f}")
    Console(width=120).print(table)
    print(", ".join(f"{name} {version(name)}" for name in _PACKAGES))
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")


def _add_walks(table: Table, rounds: int) -> None:
    taken = walk.measure(rounds)
    sdk = taken.pop("official SDK")
    waits = walk.SERVERS // walk.PER_PAGE * walk.LATENCY_MS / 1000
    for name, ours in taken.items():
        table.add_row(
            f"{walk.SERVERS:,} servers, {name}",
            f"{walk.LATENCY_MS} ms for {walk.PER_PAGE} servers: {waits:.1f} s",
            f"{ours / waits:.2f}",
            f"{sdk / waits:.2f}",
            f"{sdk / ours:.1f}",
        )
    for count in (20_000, 200_000):
        peaks = walk.measure_memory(count)
        sdk = peaks.pop("official SDK")
        for name, ours in peaks.items():
            table.add_row(
                f"memory: {count:,}, {name}",
                "MiB beside a client in use",
                f"+{ours:.1f}",
                f"+{sdk:.1f}",
                f"{sdk / ours:.1f}",
            )


if __name__ == "__main__":
    main()
