"""The whole way from the contract to a folder of Python."""

from __future__ import annotations

import tempfile
from pathlib import Path

from .build_view import build_view
from .config import load_config
from .document import load_document
from .errors import GenerationError
from .expand import expand
from .output_folder import differences, replace
from .parse import parse
from .render import TEMPLATES, render
from .yaml_file import with_line

__all__ = ["check", "generate"]


def generate(document: Path, config: Path, output: Path, templates: Path = TEMPLATES) -> Path:
    """Generate the client into `output`, replacing what is there, and return its folder.

    Raises GenerationError, naming the place, and then leaves `output` as it was.
    """
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=output) as folder:
        new = _build(document, config, Path(folder), templates)
        replace(new, output / new.name)
        return output / new.name


def check(document: Path, config: Path, output: Path, templates: Path = TEMPLATES) -> list[str]:
    """Say where `output` differs from what would be generated."""
    with tempfile.TemporaryDirectory() as folder:
        _build(document, config, Path(folder), templates)
        return differences(Path(folder), output)


def _build(document: Path, config: Path, folder: Path, templates: Path) -> Path:
    try:
        settings = load_config(config, document)
        contract = load_document(document)
        expand(contract)
        client = build_view(contract, parse(contract, settings), settings)
        render(client, folder / client.package, templates)
    except GenerationError as error:
        raise with_line(error, config if error.file == config.name else document) from None
    return folder / client.package
