"""YAML files, with the line of everything in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from cloudflare_api_core.readers import is_object

from .errors import GenerationError

__all__ = ["load_yaml", "with_line"]


def load_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds one mapping.

    Raises GenerationError, with the line, if it is missing, no YAML, or no mapping.
    """
    yaml: Any = YAML(typ="safe", pure=True)
    try:
        loaded: Any = yaml.load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise GenerationError(path.name, (), "no such file") from None
    except UnicodeDecodeError as error:
        raise GenerationError(path.name, (), f"is not UTF-8: {error}") from None
    except YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        raise GenerationError(path.name, (), problem, line=line) from None
    if not is_object(loaded):
        raise GenerationError(path.name, (), "must be a mapping")
    return loaded


def with_line(error: GenerationError, path: Path) -> GenerationError:
    """Return the error with the line of its place, as far as the file has that place."""
    if error.line is not None or not error.place or error.file != path.name:
        return error
    yaml: Any = YAML(typ="rt", pure=True)
    node: Any = yaml.load(path.read_text("utf-8"))
    line = None
    for step in error.place:
        try:
            line = (node.lc.item(step) if isinstance(step, int) else node.lc.key(step))[0] + 1
            node = node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return GenerationError(error.file, error.place, error.problem, line=line)
