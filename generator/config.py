"""generator-config.yaml: openapi-python-client's own settings."""

from __future__ import annotations

from keyword import iskeyword
from pathlib import Path

from openapi_python_client.config import Config, ConfigFile, MetaType
from pydantic import ValidationError

from .errors import GenerationError
from .yaml_file import load_yaml

__all__ = ["load_config"]


def load_config(path: Path, document: Path) -> Config:
    """Read the settings. Raises GenerationError for a key or value the generator does not know."""
    data = load_yaml(path)
    for key in data:
        # The generator itself ignores keys that it does not know.
        if key not in ConfigFile.model_fields:
            known = ", ".join(sorted(ConfigFile.model_fields))
            raise GenerationError(path.name, (str(key),), f"unknown setting; known are {known}")
    try:
        settings = ConfigFile(**data)
    except ValidationError as error:
        first = error.errors()[0]
        raise GenerationError(path.name, first["loc"], first["msg"]) from None
    name = settings.package_name_override or ""
    if not name.isidentifier() or iskeyword(name):
        place = ("package_name_override",)
        raise GenerationError(path.name, place, "must be the name of the package to generate")
    return Config.from_sources(
        settings, MetaType.NONE, document, file_encoding="utf-8", overwrite=True, output_path=None
    )
