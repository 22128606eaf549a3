"""Every Python example of the README runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cloudflare_api_mock import TOKEN, StrictMock

README = Path(__file__).parents[1] / "README.md"
EXAMPLES = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("example", "requests"), [*zip(EXAMPLES, (3, 8, 13, 1, 1), strict=True)])
def test_example_runs(cloudflare_mock: StrictMock, example: str, requests: int) -> None:
    cloudflare_mock.expect(requests)
    done = subprocess.run(
        [sys.executable, "-c", example],
        env={
            "CLOUDFLARE_ACCOUNT_ID": cloudflare_mock.account_id,
            "CLOUDFLARE_API_TOKEN": TOKEN,
            "CLOUDFLARE_BASE_URL": cloudflare_mock.base_url,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert {8: "team-notes ready 4\n", 13: ""}.get(requests, "my-mcp-server") in done.stdout


def test_examples_pass_a_strict_type_check(tmp_path: Path) -> None:
    files = [tmp_path / f"example_{number}.py" for number in range(len(EXAMPLES))]
    for file, example in zip(files, EXAMPLES, strict=True):
        file.write_text(example, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", *map(str, files)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"Success: no issues found in {len(files)} source files\n"
