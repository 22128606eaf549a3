"""The generation of the client, from the contract to a folder of Python."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openapi_python_client.config import Config

from cloudflare_api_contract import (
    ContractError,
    Document,
    Problems,
    read_unchecked,
    require_harmless,
    require_valid,
    without,
    written_out,
)

from .build_view import build_view
from .config import load_config
from .errors import GenerationError
from .output_folder import differences, replace
from .parse import parse
from .render import TEMPLATES, render
from .view import ClientView

__all__ = ["check", "generate"]


def generate(document: Path, config: Path, output: Path, templates: Path = TEMPLATES) -> Path:
    """Generate the client into `output`, replacing an older one, and return its folder.

    Raises GenerationError with the places of all faults, and leaves `output` unchanged.
    """
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=output) as folder:
        new = _build(document, config, Path(folder), templates)
        replace(new, output / new.name)
        return output / new.name


def check(document: Path, config: Path, output: Path, templates: Path = TEMPLATES) -> list[str]:
    """Return one line for each file of `output` that differs from the generated one."""
    with tempfile.TemporaryDirectory() as folder:
        _build(document, config, Path(folder), templates)
        return differences(Path(folder), output)


def _build(document: Path, config: Path, folder: Path, templates: Path) -> Path:
    try:
        settings = load_config(config, document)
        client = _client(read_unchecked(document), settings)
        render(client, folder / client.package, templates)
    except ContractError as error:
        raise GenerationError(
            error.file, error.place, error.problem, line=error.line, more=error.more
        ) from None
    return folder / client.package


def _client(contract: Document, settings: Config) -> ClientView:
    """Describe the client. Raises ContractError with the faults of all parts of the contract."""
    problems = Problems()
    rest: Document | None = contract
    while rest:
        try:
            require_harmless(rest)
            require_valid(rest)
            written = written_out(rest)
            client = build_view(written, parse(written, settings), settings)
        except ContractError as error:
            problems.note(error)
            # Each step needs a contract without the faults that the steps before it find.
            rest = without(rest, [each.place for each in (error, *error.more)])
        else:
            problems.raise_any()
            return client
    raise problems.joined
