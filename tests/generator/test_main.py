"""`python -m generator` prints one line per result, and gives the same bytes everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.generate import generate

from .support import CONFIG, GENERATED, ROOT, SPEC, files, refused, write, write_config, zoo

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


def test_another_folder_and_hash_seed_give_the_bytes_that_are_committed(tmp_path: Path) -> None:
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


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """The options that generate the zoo into `generated`."""
    spec, config = write(tmp_path, zoo()), write_config(tmp_path)
    output = tmp_path / "generated"
    return ["--spec", str(spec), "--config", str(config), "--output", str(output)]


def test_generating_twice_gives_the_same_bytes(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "generated"
    trees: list[dict[str, bytes]] = []
    for _ in range(2):
        assert main(options) == 0
        assert capsys.readouterr() == (f"generated {output / 'zoo'}\n", "")
        trees.append(files(output))
        (output / "zoo" / "of_an_older_contract.py").touch()
    assert trees[0] == trees[1]


def test_a_difference_is_named_and_fails(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = generate(*(Path(each) for each in options[1::2]))
    assert main(["--check", *options]) == 0
    assert capsys.readouterr() == ("", "")
    edited = package / "models" / "animal.py"
    edited.write_bytes(edited.read_bytes().replace(b"id", b"identifier", 1))
    (package / "py.typed").unlink()
    (package / "extra.py").touch()
    (package.parent / "stray.py").touch()
    before = files(tmp_path)
    assert main(["--check", *options]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "extra: stray.py",
        "extra: zoo/extra.py",
        "changed: zoo/models/animal.py",
        "missing: zoo/py.typed",
        "generated/ does not match openapi.yaml: run `make generate`, then commit",
    ]
    assert files(tmp_path) == before


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
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "generated" / "zoo"
    foreign.mkdir(parents=True)
    (foreign / "notes.txt").write_text("Written by hand.\n")
    before = files(tmp_path)
    assert main(options) == 1
    line = f"error: {foreign}: is not a generated package: move it away\n"
    assert capsys.readouterr() == ("", line)
    assert files(tmp_path) == before


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
