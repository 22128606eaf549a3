"""Documents as files, which a stranger may have written."""

from __future__ import annotations

from pathlib import Path

import orjson

from .document import Document
from .limits import require_bounds, require_closed
from .places import ContractError, is_object
from .yaml_file import load_yaml

__all__ = ["read", "read_json"]


def read(path: Path) -> Document:
    """Read a YAML file with its lines.

    Raises ContractError if it is not one mapping of JSON, if a reference leads out of it, or if it
    could take a program more time than in proportion to its length.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise ContractError(path.name, (), str(error.strerror)) from None
    except UnicodeDecodeError as error:
        raise ContractError(path.name, (), f"is not UTF-8: {error}") from None
    document = Document(path.name, *load_yaml(path.name, text))
    require_closed(document)
    # A part takes more than one character to write.
    require_bounds(document, len(text))
    return document


def read_json(path: Path) -> Document:
    """Read a JSON file, without lines, to compare it.

    This takes a small part of the time that `read` takes. Raises ContractError if it is not one
    object, or if a reference leads out of it.
    """
    try:
        data = orjson.loads(path.read_bytes())
    except OSError as error:
        raise ContractError(str(path), (), str(error.strerror)) from None
    except orjson.JSONDecodeError as error:
        raise ContractError(str(path), (), f"is not JSON: {error}", line=error.lineno) from None
    if not is_object(data):
        raise ContractError(str(path), (), "must be an object")
    document = Document(path.name, data)
    require_closed(document)
    return document
