"""Settings that the generator does not know are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import refused

NAMED = "package_name_override: zoo\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{NAMED}literal_enumz: true\n", ":2: literal_enumz: unknown setting; known are "),
        (f"{NAMED}literal_enums: perhaps\n", ":2: literal_enums: Input should be a valid boolean"),
        (
            f"{NAMED}class_overrides:\n  Animal:\n    class_name: [Beast]\n",
            ":4: class_overrides > Animal > class_name: Input should be a valid string",
        ),
        ("literal_enums: true\n", ": package_name_override: must be the name of the package"),
        ("package_name_override: ../zoo\n", ":1: package_name_override: must be the name of the"),
        ("package_name_override: my-zoo\n", ":1: package_name_override: must be the name of the"),
        ("package_name_override: class\n", ":1: package_name_override: must be the name of the"),
        ("- package_name_override\n", ": must be a mapping"),
        ("package_name_override: [\n", ":2: did not find expected node content"),
    ],
)
def test_bad_settings_are_refused(
    text: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "generator-config.yaml"
    config.write_text(text)
    assert refused(tmp_path, capsys, config=config).startswith(f"generator-config.yaml{line}")


def test_a_missing_settings_file_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        refused(tmp_path, capsys, config=tmp_path / "no.yaml")
        == "no.yaml: No such file or directory"
    )
