"""`python -m tools.export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from cloudflare_api_contract import read
from tools.export.__main__ import main
from tools.redocly import redocly

_ROOT = Path(__file__).parents[3]
_SPEC = _ROOT / "openapi.yaml"
_NAMES = ["openapi-3.1.json", "openapi-default.json", "openapi.json"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parent") / "new"
    assert main([str(folder)]) == 0
    return folder


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_json_is_the_contract_in_its_order(exported: Path) -> None:
    text = (exported / "openapi.json").read_text("utf-8")
    assert json.dumps(json.loads(text)) == json.dumps(read(_SPEC).data)


def test_other_forms_are_valid(exported: Path) -> None:
    OpenAPIV30SpecValidator(json.loads((exported / "openapi-default.json").read_bytes())).validate()
    OpenAPIV31SpecValidator(json.loads((exported / "openapi-3.1.json").read_bytes())).validate()


@pytest.mark.check
def test_redocly_takes_all(exported: Path) -> None:
    # redocly does not count `default` as 4XX. `make check` checks that in openapi.yaml.
    files = [exported / name for name in _names(exported)]
    _, said = redocly("lint", "--skip-rule", "operation-4xx-response", *files, cwd=_ROOT)
    assert said.count("validated") == 3


def test_files_are_reproducible_and_other_files_unchanged(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("other.whl", "openapi.json"):
        (tmp_path / name).write_text("old")
    assert main([str(tmp_path)]) == 0
    assert _names(tmp_path) == [*_NAMES, "other.whl"]
    assert (tmp_path / "other.whl").read_text() == "old"
    for name in _NAMES:
        assert (tmp_path / name).read_bytes() == (exported / name).read_bytes()
    printed = [f"{tmp_path}/openapi{form}.json\n" for form in ("", "-3.1", "-default")]
    assert capsys.readouterr() == ("".join(printed), "")


def test_contract_that_cannot_be_exported_leaves_the_folder_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "openapi.yaml"
    text = _SPEC.read_text("utf-8")
    head, failure = text.split("        '4XX':", 1)
    default = "        default: {$ref: '#/components/responses/ServerError'}\n"
    spec.write_text(f"{head}{default}        '4XX':{failure}", "utf-8")
    line = head[: head.rindex("      responses:\n")].count("\n") + 1
    folder = tmp_path / "dist"
    folder.mkdir()
    assert main([str(folder), "--spec", str(spec)]) == 1
    place = "paths > /accounts/{account_id}/access/ai-controls/mcp/servers > get > responses"
    problem = f"{place}: has a `default` answer beside those of ranges"
    assert capsys.readouterr() == ("", f"error: openapi.yaml:{line}: {problem}\n")
    assert _names(folder) == []


def test_folder_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main([str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err == f"error: [Errno 17] File exists: '{tmp_path}/file'\n"
