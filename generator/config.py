"""The settings of openapi-python-client in generator-config.yaml."""

from __future__ import annotations

from keyword import iskeyword
from pathlib import Path

from openapi_python_client.config import Config, ConfigFile, MetaType
from pydantic import ValidationError

from cloudflare_api_contract import read

__all__ = ["load_config"]


def load_config(path: Path, document: Path) -> Config:
    """Read the settings. Raises ContractError for a key or value the generator does not know."""
    file = read(path)
    for key in file.data:
        # openapi-python-client ignores unknown keys.
        if key not in ConfigFile.model_fields:
            known = ", ".join(sorted(ConfigFile.model_fields))
            raise file.error((key,), f"unknown setting; known are {known}")
    try:
        settings = ConfigFile(**file.data)
    except ValidationError as error:
        first = error.errors()[0]
        raise file.error(first["loc"], first["msg"]) from None
    name = settings.package_name_override or ""
    if not name.isidentifier() or iskeyword(name):
        raise file.error(("package_name_override",), "must be the name of the package to generate")
    return Config.from_sources(
        settings, MetaType.NONE, document, file_encoding="utf-8", overwrite=True, output_path=None
    )
