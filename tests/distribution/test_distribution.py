"""The wheel and the source distribution of `make dist`, in an empty environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from cloudflare_api_contract import read
from cloudflare_api_mock import TOKEN, StrictMock

ROOT = Path(__file__).parents[2]
_LARGEST = 340_000
# The certificates of a registry that uv must trust. A test finds none in its environment.
_TRUSTED = {
    name: os.environ[name] for name in ("SSL_CERT_DIR", "SSL_CERT_FILE") if name in os.environ
}

Install = Callable[[str, str], Path]


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    env = os.environ | _TRUSTED
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def build(source: Path, folder: Path, *targets: str) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, *targets, cwd=source)
    return folder


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (wheel,) = dist.glob("*.whl")
    return wheel


@pytest.fixture
def install(wheel: Path, tmp_path: Path) -> Install:
    """Install the wheel in an empty environment; return its Python."""

    def install(extra: str, resolution: str) -> Path:
        uv = (sys.executable, "-m", "uv")
        run(*uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv")
        python = tmp_path / "venv" / "bin" / "python"
        asked = f"cloudflare-ai-controls{extra} @ {wheel.as_uri()}"
        options = ("--quiet", "--resolution", resolution, "--only-binary", ":all:")
        run(*uv, "pip", "install", "--python", python, *options, asked)
        run(*uv, "pip", "check", "--quiet", "--python", python)
        return python

    return install


def test_the_wheel_holds_the_packages_and_the_contract_alone(wheel: Path) -> None:
    assert wheel.stat().st_size < _LARGEST
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        assert (
            archive.read("cloudflare_api_mock/openapi.yaml") == (ROOT / "openapi.yaml").read_bytes()
        )
    hand_written = {f"cloudflare_api_{name}" for name in ("contract", "core", "mock", "text")}
    hand_written.add("cloudflare_ai_controls_tasks")
    packages = {"cloudflare_ai_controls", *hand_written}
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == packages
    assert {f"{package}/py.typed" for package in packages} <= set(names)
    folders = (ROOT / "generated", *(ROOT / name for name in hand_written))
    modules = [file.relative_to(ROOT) for folder in folders for file in folder.rglob("*.py")]
    packaged = {str(file).removeprefix("generated/") for file in modules}
    assert {name for name in names if name.endswith(".py")} == packaged


def test_the_version_is_the_contracts(wheel: Path) -> None:
    version = read(ROOT / "openapi.yaml").data["info"]["version"]
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode())
    assert metadata["Version"] == version
    assert set(metadata.get_all("Provides-Extra", ())) == {"cli", "mock"}


def test_the_source_distribution_builds_the_same_wheel(
    dist: Path, wheel: Path, tmp_path: Path
) -> None:
    (source,) = dist.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        assert not [name for name in archive.getnames() if "/tests/" in name]
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    (again,) = build(unpacked, tmp_path / "dist", "-t", "wheel").glob("*.whl")
    with ZipFile(wheel) as one, ZipFile(again) as other:
        assert [(e.filename, e.CRC) for e in one.infolist()] == [
            (e.filename, e.CRC) for e in other.infolist()
        ]


@pytest.mark.parametrize("resolution", ["lowest-direct", "highest"])
def test_the_readmes_first_example_runs_with_only_the_wheel(
    cloudflare_mock: StrictMock, install: Install, resolution: str, tmp_path: Path
) -> None:
    python = install("", resolution)
    found = re.search(
        r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S
    )
    assert found
    cloudflare_mock.expect(3)
    done = subprocess.run(
        [python, "-W", "error::DeprecationWarning", "-c", found[1]],
        cwd=tmp_path,
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
    assert len(done.stdout.splitlines()) == 250


@pytest.mark.parametrize("resolution", ["lowest-direct", "highest"])
def test_the_extras_install_their_dependencies(
    install: Install, resolution: str, tmp_path: Path
) -> None:
    python = install("[cli,mock]", resolution)
    source = """
from cloudflare_api_mock import TOKEN, Mock
import os, subprocess, sys

with Mock() as mock:
    told = {"CLOUDFLARE_API_TOKEN": TOKEN, "CLOUDFLARE_BASE_URL": mock.base_url}
    script = os.path.join(os.path.dirname(sys.executable), "cloudflare-ai-controls")
    command = [script, "servers", "list", "--output", "csv"]
    subprocess.run([*command, "--account-id", mock.account_id], env=told, check=True)
    health = [script, "health", "--account-id", mock.account_id]
    assert "findings" in subprocess.run(health, env=told, capture_output=True, text=True).stdout
    assert not any(entry.violations for entry in mock.log)
"""
    listed = run(python, "-c", source, cwd=tmp_path)
    assert len(listed.splitlines()) > 250
    script = python.with_name("cloudflare-ai-controls")
    (tmp_path / "click.py").write_text("raise SystemExit('hostile')\n")
    assert run(script, "--help", cwd=tmp_path).startswith("Usage: cloudflare-ai-controls ")
