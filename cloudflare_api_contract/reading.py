"""The reading of documents from files, which a stranger may have written."""

from __future__ import annotations

from pathlib import Path

import orjson

from .document import Document
from .limits import require_closed, require_harmless
from .places import ContractError, is_object
from .yaml_file import load_yaml

__all__ = ["read", "read_published", "read_unchecked"]


def read(path: Path) -> Document:
    """Read a YAML file with its lines.

    Raises ContractError if it is not one mapping of JSON values, if a reference leaves it, or if it
    could take a program more than proportionate time.
    """
    document = read_unchecked(path)
    require_harmless(document)
    return document


def read_unchecked(path: Path) -> Document:
    """Read a YAML file with its lines. Call `require_harmless` before any use.

    Raises ContractError if it is not one mapping of JSON values.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise ContractError(path.name, (), str(error.strerror)) from None
    except UnicodeDecodeError as error:
        raise ContractError(path.name, (), f"is not UTF-8: {error}") from None
    # A part takes more than one character to write.
    return Document(path.name, *load_yaml(path.name, text), most=len(text))


def read_published(path: Path) -> Document:
    """Read a file that others publish, for comparison: YAML by its file name, else JSON.

    JSON is read much faster, without lines. Patterns and sizes are not checked. Raises
    ContractError if the file is not one object, or if a reference leaves it.
    """
    document = read_unchecked(path) if path.suffix in {".yaml", ".yml"} else _read_json(path)
    require_closed(document)
    return document


def _read_json(path: Path) -> Document:
    try:
        data = orjson.loads(path.read_bytes())
    except OSError as error:
        raise ContractError(str(path), (), str(error.strerror)) from None
    except orjson.JSONDecodeError as error:
        raise ContractError(str(path), (), f"is not JSON: {error}", line=error.lineno) from None
    if not is_object(data):
        raise ContractError(str(path), (), "must be an object")
    return Document(path.name, data)
