"""Samples: regions and whole programs of files that git does not ignore."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cloudflare_api_contract import load
from tests.tools.page.conftest import ROOT
from tools.page import __main__ as command
from tools.page.annotated import annotated
from tools.page.page import build, languages
from tools.page.samples import PROGRAM, PageError, read_samples, shown
from tools.redocly import RedoclyError

_PROGRAM = "print('all servers')\n"
_REGIONS = """\
import os

# region *
client = connect()

# endregion
# region readMcpServer
with client:
    read()
# endregion
print("readMcpServer")

# region deleteMcpServer
delete()
# endregion
# region *
client.close()
# endregion
"""


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """Examples in one language, Go, in a repository of their own."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    folder = tmp_path / "examples" / "go"
    (folder / "listservers").mkdir(parents=True)
    (folder / "listservers" / "main.go").write_text(_PROGRAM, "utf-8")
    (folder / "operations.go").write_text(_REGIONS, "utf-8")
    return tmp_path / "examples"


@pytest.fixture
def repository(examples: Path) -> Path:
    """A repository with the contract, the README and those examples alone."""
    for name in ("openapi.yaml", "README.md"):
        shutil.copy(ROOT / name, examples.parent)
    return examples.parent


def test_the_sample_of_an_operation_is_its_region_and_those_for_all(examples: Path) -> None:
    samples = read_samples(examples, "Go", ["readMcpServer", "deleteMcpServer"])
    assert samples == {
        "readMcpServer": "client = connect()\n\nwith client:\n    read()\nclient.close()",
        "deleteMcpServer": "client = connect()\n\ndelete()\nclient.close()",
    }


def test_indentation_relative_to_a_region_for_all_stays(examples: Path) -> None:
    text = "// region *\n  a {\n    // endregion\n    //region read\n    b\n    //endregion\n"
    (examples / "go" / "operations.go").write_text(text, "utf-8")
    assert read_samples(examples, "Go", ["read"]) == {"read": "a {\n  b"}


def test_all_operations_of_a_shown_tag_are_shown(examples: Path) -> None:
    contract = load(ROOT / "openapi.yaml")
    told = shown(examples, contract)
    assert {"readMcpServer", "syncMcpServer"} <= {*told}
    assert "readMcpPortal" not in told


@pytest.mark.parametrize(
    "name", ["list_servers.go", "listServers.go", "src/ListServers.go", "src/list-servers/main.go"]
)
def test_the_sample_of_the_listing_is_a_whole_program(name: str, examples: Path) -> None:
    program = examples / "go" / name
    program.parent.mkdir(parents=True, exist_ok=True)
    (examples / "go" / "listservers" / "main.go").rename(program)
    (examples / "go" / "other.go").write_text(f"# region {PROGRAM}\nx\n# endregion\n", "utf-8")
    assert read_samples(examples, "Go", [PROGRAM]) == {PROGRAM: "print('all servers')"}


def test_a_variant_has_the_files_that_are_named_for_it(examples: Path) -> None:
    text = "# region readMcpServer\nawait read()\n# endregion\n"
    (examples / "go" / "operations_async.go").write_text(text, "utf-8")
    assert read_samples(examples, "Go (async)", ["readMcpServer"]) == {
        "readMcpServer": "await read()"
    }
    assert "await" not in read_samples(examples, "Go", ["readMcpServer"])["readMcpServer"]


def test_ignored_and_binary_files_are_not_samples(examples: Path) -> None:
    (examples / "go" / ".gitignore").write_text("build/\n", "utf-8")
    (examples / "go" / "build").mkdir()
    (examples / "go" / "build" / "operations.go").write_text(_REGIONS, "utf-8")
    (examples / "go" / "program").write_bytes(b"\x7fELF\xff")
    assert read_samples(examples, "Go", ["readMcpServer"])


def test_a_link_is_not_followed(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("// region read\nsecret\n// endregion\n", "utf-8")
    (examples / "go" / "read.go").symlink_to(tmp_path / "secret")
    with pytest.raises(PageError, match="Go: no sample for read"):
        read_samples(examples, "Go", ["read"])


def test_a_missing_sample_is_an_error_that_names_language_and_operation(examples: Path) -> None:
    with pytest.raises(PageError, match=r"^Go: no sample for syncMcpServer, createMcpServer$"):
        read_samples(examples, "Go", ["syncMcpServer", "readMcpServer", "createMcpServer"])
    with pytest.raises(PageError, match=r"^Rust: no sample for syncMcpServer$"):
        read_samples(examples, "Rust", ["syncMcpServer"])


def test_a_sample_in_two_files_is_an_error_that_names_both(examples: Path) -> None:
    (examples / "go" / "again.go").write_text(_REGIONS, "utf-8")
    where = "in examples/go/again.go and in examples/go/operations.go"
    with pytest.raises(PageError, match=f"^Go: readMcpServer is {where}$"):
        read_samples(examples, "Go", ["readMcpServer"])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# region a\n# region b\n# endregion\n", ":2: a region inside another region"),
        ("# region a\n# endregion\n# endregion\n", ":3: endregion without a region"),
        ("# region a\n", ": the region a does not end"),
    ],
)
def test_a_region_without_two_ends_is_an_error(text: str, problem: str, examples: Path) -> None:
    (examples / "go" / "operations.go").write_text(text, "utf-8")
    with pytest.raises(PageError, match=f"^examples/go/operations.go{problem}$"):
        read_samples(examples, "Go", ["a"])


def test_all_missing_samples_are_one_error(repository: Path) -> None:
    with pytest.raises(PageError) as error:
        annotated(repository, languages())
    assert [line.partition(": no ")[0] for line in str(error.value).splitlines()] == [
        language["label"] for language in languages()
    ]


def test_a_language_that_the_page_would_leave_out_is_an_error(repository: Path) -> None:
    with pytest.raises(PageError, match=r"^tools/page/redocly\.yaml: no language for examples/go$"):
        annotated(repository, [])


def test_a_missing_repository_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        PageError, match=f"^{tmp_path}: git cannot list the files: fatal: not a git"
    ):
        read_samples(tmp_path, "Go", [PROGRAM])


def test_a_section_that_the_readme_lost_is_an_error(repository: Path) -> None:
    (repository / "README.md").write_text("# Title\n\n## Use it\n\nNow.\n", "utf-8")
    with pytest.raises(PageError, match=r"^README.md: no section Tasks$"):
        annotated(repository, languages())


def test_the_error_without_redocly_names_the_command_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.redocly._SCRIPT", tmp_path / "nowhere")
    with pytest.raises(RedoclyError, match="redocly is not installed: run `make"):
        build(ROOT)


def test_the_command_prints_a_line_a_problem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Path) -> str:
        raise PageError("Go: no sample for a\nRust: no sample for a")

    monkeypatch.setattr(command, "build", fail)
    assert command.main([]) == 1
    assert capsys.readouterr().err == ("error: Go: no sample for a\nerror: Rust: no sample for a\n")


def test_each_python_sample_is_a_program_that_passes_a_strict_type_check(tmp_path: Path) -> None:
    document = load(ROOT / "openapi.yaml")
    operations = [operation["operationId"] for *_, operation in document.operations()]
    for variant, label in enumerate(["Python", "Python (async)"]):
        for operation, sample in read_samples(ROOT / "examples", label, operations).items():
            (tmp_path / f"{operation}_{variant}.py").write_text(sample + "\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", tmp_path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"Success: no issues found in {2 * len(operations)} source files\n"
