"""`python -m generator` prints one line per result, and gives the same bytes everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import main

from .support import CONFIG, GENERATED, ROOT, SPEC, files, refused

PACKAGE = "cloudflare_ai_controls"


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    bin_folder = str(Path(sys.executable).parent)
    return subprocess.run(
        command,
        cwd=folder,
        env={
            **os.environ,
            "PATH": os.pathsep.join([bin_folder, os.environ.get("PATH", "")]),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_another_folder_and_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    elsewhere = tmp_path / "cloned here"
    elsewhere.mkdir(parents=True)
    for path in (SPEC, CONFIG):
        shutil.copy(path, elsewhere)
    done = run(
        *(sys.executable, "-m", "generator", "--spec", "openapi.yaml"),
        *("--config", elsewhere / "generator-config.yaml", "--output", "out"),
        folder=elsewhere,
        PYTHONHASHSEED="4711",
    )
    assert (done.stdout, done.stderr) == (f"generated out/{PACKAGE}\n", "")
    assert files(elsewhere / "out") == files(GENERATED)


def test_generating_twice_gives_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "generated"
    shutil.copytree(GENERATED, output)
    (output / PACKAGE / "of_an_older_contract.py").touch()
    trees: list[dict[str, bytes]] = []
    for _ in range(2):
        assert main(["--output", str(output)]) == 0
        assert capsys.readouterr() == (f"generated {output / PACKAGE}\n", "")
        trees.append(files(output))
    assert trees[0] == trees[1] == files(GENERATED)


def test_the_committed_client_matches_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_difference_is_named_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = shutil.copytree(GENERATED, tmp_path / "generated")
    edited = output / PACKAGE / "models" / "mcp_server.py"
    edited.write_bytes(edited.read_bytes().replace(b"auth_type", b"auth-type", 1))
    (output / PACKAGE / "py.typed").unlink()
    (output / PACKAGE / "extra.py").touch()
    (output / "stray.py").touch()
    before = files(output)
    assert main(["--check", "--output", str(output)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"extra: {PACKAGE}/extra.py",
        f"changed: {PACKAGE}/models/mcp_server.py",
        f"missing: {PACKAGE}/py.typed",
        "extra: stray.py",
        "generated/ does not match openapi.yaml: run `make generate`, then commit",
    ]
    assert files(output) == before


def test_check_fails_on_a_bad_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--spec", str(tmp_path / "no.yaml")]) == 1
    assert capsys.readouterr() == ("", "error: no.yaml: No such file or directory\n")


def test_an_output_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["--output", str(tmp_path / "file" / "generated")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_a_folder_that_is_not_generated_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / PACKAGE
    foreign.mkdir()
    (foreign / "notes.txt").write_text("Written by hand.\n")
    assert main(["--output", str(tmp_path)]) == 1
    line = f"error: {foreign}: is not a generated package: move it away\n"
    assert capsys.readouterr() == ("", line)
    assert files(tmp_path) == {PACKAGE: b"", f"{PACKAGE}/notes.txt": b"Written by hand.\n"}


def test_an_error_is_shown_with_its_line_by_the_command_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(SPEC.read_text("utf-8").replace("maximum: 100", "maximum: hundred"), "utf-8")
    number = spec.read_text("utf-8").splitlines().index("        maximum: hundred") + 1
    place = "components > parameters > PerPage > schema > maximum"
    assert refused(tmp_path, capsys, spec=spec).startswith(f"openapi.yaml:{number}: {place}: ")


@pytest.mark.check
def test_the_stock_generator_takes_contract_and_settings_without_a_warning(tmp_path: Path) -> None:
    done = run(
        *(Path(sys.executable).with_name("openapi-python-client"), "generate", "--meta", "none"),
        *("--path", SPEC, "--config", CONFIG, "--output-path", tmp_path / "stock"),
        "--fail-on-warning",
        folder=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "warning" not in done.stdout.lower()
    assert (tmp_path / "stock" / "models" / "mcp_server.py").is_file()
