"""`python -m tools.upstream`: its exit codes, and its errors, each one line."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from cloudflare_api_contract import Document, Json, read
from tools.upstream.__main__ import main

from .support import CONTRACT, PREFIX, PUBLISHED, as_cloudflare, published, put

Capture = pytest.CaptureFixture[str]
_read_once = cache(read)


@pytest.fixture(autouse=True)
def read_ours_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the contract and its record once, because that takes most of a run's time."""

    def read_ours(path: Path) -> Document:
        return _read_once(path) if path in {CONTRACT, PUBLISHED} else read(path)

    monkeypatch.setattr("tools.upstream.__main__.read", read_ours)


@pytest.fixture
def document() -> Json:
    """Cloudflare's document."""
    return as_cloudflare(published())


def _file(folder: Path, document: Json) -> Path:
    file = folder / "openapi.json"
    file.write_text(json.dumps(document))
    return file


def test_the_contract_explains_every_difference_to_the_record(capsys: Capture) -> None:
    assert main([]) == 0
    summary = r"0 differences to explain, 0 unused and \d+ used `Deviation:` comments\n"
    assert re.fullmatch(summary, capsys.readouterr().out)


def test_operations_beside_a_family_are_listed_and_do_not_fail(
    document: Json, tmp_path: Path, capsys: Capture
) -> None:
    agents = f"{PREFIX.removesuffix('mcp')}agents"
    document["paths"][agents] = document["paths"][f"{PREFIX}/servers"]
    assert main([str(_file(tmp_path, document))]) == 0
    line = "openapi.json has 2 others under /accounts/{}/access/ai-controls: agents\n"
    assert line in capsys.readouterr().out


def test_a_family_that_no_document_has_is_one_line(
    document: Json, tmp_path: Path, capsys: Capture
) -> None:
    lists = "/accounts/{account_id}/nobodys/things"
    spec = tmp_path / "ours.yaml"
    family = f"paths:\n  {lists}: {{get: {{responses: {{}}}}, post: {{responses: {{}}}}}}\n"
    text = CONTRACT.read_text("utf-8").replace("paths:\n", family, 1)
    spec.write_text(text, "utf-8")
    assert main(["--spec", str(spec), str(_file(tmp_path, document))]) == 1
    first, second, *_, last = capsys.readouterr().out.splitlines()
    nothing = "has nothing of /accounts/{}/nobodys/things"
    assert (first, second) == (f"openapi.json {nothing}", f"published.yaml {nothing}")
    assert last.startswith("1 difference to explain, 0 unused ")
    reason = f"  # Deviation: family {lists.replace('{account_id}', '{}')}: is not published.\n"
    spec.write_text(text.replace("paths:\n", f"paths:\n{reason}", 1), "utf-8")
    assert main(["--spec", str(spec)]) == 0


def test_a_difference_to_a_document_fails_and_is_recorded(
    document: Json, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "published.yaml"
    record.write_text(PUBLISHED.read_text("utf-8"))
    monkeypatch.setattr("tools.upstream.__main__.PUBLISHED", record)
    put(f"paths {PREFIX}/servers get deprecated", True)(document)
    assert main([str(_file(tmp_path, document)), "--record"]) == 1
    out = capsys.readouterr().out
    assert re.search(r"\d+ +- +no deprecated +true +GET …/mcp/servers", out)
    assert "1 difference to explain, 0 unused " in out
    assert read(record).data["paths"][f"{PREFIX}/servers"]["get"]["deprecated"] is True


def test_a_record_without_a_document_is_wrong_use(capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--record"])
    assert "--record needs a FILE" in capsys.readouterr().err


@pytest.mark.check
def test_a_document_of_fifteen_megabytes_is_compared(tmp_path: Path) -> None:
    file = _file(tmp_path, as_cloudflare(published(), others=4000))
    assert file.stat().st_size > 15_000_000
    assert main([str(file)]) == 0


def _refused(capsys: Capture, *arguments: Path | str) -> str:
    """Run the command and return its error, which must be one line."""
    assert main([*map(str, arguments)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    return err.removeprefix("error: ").rstrip("\n")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"a":\n 1,}', r"openapi\.json:2: is not JSON: .+"),
        ("", r"openapi\.json:1: is not JSON: .+"),
        ("[]", r"openapi\.json: must be an object"),
        ('{"openapi": "3.0.3"}', r"openapi\.json: is not an OpenAPI document: it has no paths"),
        ('{"paths": {"/zones": {"get": {}}}}', r"openapi\.json: has nothing of /.+"),
        (
            '{"paths": {"/a": {"$ref": "http://127.0.0.1/\\u001b[31m"}}}',
            r"openapi\.json: paths > /a > \$ref: 'http://127\.0\.0\.1/.x1b\[31m' does not begin .+",
        ),
    ],
)
def test_a_file_that_is_not_cloudflares_document_is_one_line(
    content: str, expected: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(content)
    assert re.fullmatch(rf"(.*/)?{expected}", _refused(capsys, file))


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        (None, "there is no #/components/parameters/a"),
        ("#/components/parameters/b", "there is no #/components/parameters/b"),
        ("#/components/parameters/a", "#/components/parameters/a leads to itself"),
    ],
)
def test_a_reference_that_leads_nowhere_is_one_line(
    target: str | None, problem: str, document: Json, tmp_path: Path, capsys: Capture
) -> None:
    put(f"paths {PREFIX}/servers get parameters 0", {"$ref": "#/components/parameters/a"})(document)
    document["components"]["parameters"] = {"a": {"$ref": target}} if target else {}
    error = _refused(capsys, _file(tmp_path, document))
    assert error.startswith("openapi.json: ")
    assert error.endswith(f": {problem}")


def test_an_endless_schema_is_one_line(document: Json, tmp_path: Path, capsys: Capture) -> None:
    endless = {"allOf": [{"$ref": "#/components/schemas/endless"}]}
    put("components schemas endless", endless)(document)
    put(f"paths {PREFIX}/servers get parameters 0 schema", endless)(document)
    file = _file(tmp_path, document)
    assert _refused(capsys, file) == f"{file}: schemas are nested too deeply"


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    missing = tmp_path / "missing"
    assert _refused(capsys, missing) == f"{missing}: No such file or directory"
    assert _refused(capsys, "--spec", missing) == "missing: No such file or directory"


@pytest.mark.parametrize("option", [[], ["--spec"]])
def test_a_file_that_is_not_yaml_is_one_line(
    option: list[str], tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text("paths:\n  a: [\n")
    assert re.fullmatch(r"openapi\.yaml:\d+: .+", _refused(capsys, *option, file))


def test_texts_of_a_hostile_document_are_printable(
    document: Json, tmp_path: Path, capsys: Capture
) -> None:
    hostile = "\x1b]0;b\x07\x9b2J\u202e"
    servers = document["paths"][f"{PREFIX}/servers"]
    document["paths"][f"{PREFIX}/servers/{hostile}"] = servers
    put(f"paths {PREFIX}/servers get operationId", hostile)(document)
    assert main([str(_file(tmp_path, document))]) == 1
    servers["post"]["requestBody"] = {"$ref": f"#/components/{hostile}"}
    assert main([str(_file(tmp_path, document))]) == 2
    out, err = capsys.readouterr()
    assert "]0;b" in out
    assert "]0;b" in err
    assert all(each.isprintable() or each == "\n" for each in out + err)


@pytest.mark.parametrize("keyword", ["allOf", "properties"])
def test_a_schema_that_is_large_when_written_out_is_one_line(
    keyword: str, document: Json, tmp_path: Path, capsys: Capture
) -> None:
    schemas = document["components"]["schemas"]
    for number in range(20):
        following = {"$ref": f"#/components/schemas/A{number + 1}"}
        twice = [following, following] if keyword == "allOf" else {"a": following, "b": following}
        schemas[f"A{number}"] = {keyword: twice}
    schemas["A20"] = {"type": "object"}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A0"}}}}
    put(f"paths {PREFIX}/servers post requestBody", body)(document)
    line = _refused(capsys, _file(tmp_path, document))
    assert line.endswith("is too large with its aliases and references written out")
