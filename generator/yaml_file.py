"""YAML files, with the line of everything in them."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from cloudflare_api_core.decoders import is_array, is_object

from .errors import GenerationError, Place

__all__ = ["load_yaml", "with_line"]


class _Constructor(SafeConstructor):
    """Leaves dates the strings that they are in JSON."""


_Constructor.add_constructor(  # pyright: ignore[reportUnknownMemberType]
    "tag:yaml.org,2002:timestamp",
    SafeConstructor.construct_yaml_str,  # pyright: ignore[reportUnknownMemberType]
)


def load_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds one mapping, of what JSON can hold.

    Raises GenerationError, with the line, if it is missing, no YAML, or no such mapping.
    """
    yaml: Any = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        loaded: Any = yaml.load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise GenerationError(path.name, (), "no such file") from None
    except OSError as error:
        raise GenerationError(path.name, (), str(error.strerror)) from None
    except UnicodeDecodeError as error:
        raise GenerationError(path.name, (), f"is not UTF-8: {error}") from None
    except YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        raise GenerationError(path.name, (), problem, line=line) from None
    except RecursionError:
        raise GenerationError(path.name, (), "is nested too deeply") from None
    if not is_object(loaded):
        raise GenerationError(path.name, (), "must be a mapping")
    _require_json(path.name, loaded, (), ())
    return loaded


def _require_json(file: str, node: Any, place: Place, within: tuple[int, ...]) -> None:
    if id(node) in within:
        raise GenerationError(file, place, "holds itself")
    if is_object(node):
        for key, child in node.items():
            if not isinstance(key, str):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise GenerationError(file, (*place, key), "must be a string: put it in quotes")
            _require_json(file, child, (*place, key), (*within, id(node)))
    elif is_array(node):
        for index, child in enumerate(node):
            _require_json(file, child, (*place, index), (*within, id(node)))
    elif not isinstance(node, (str, int, float, type(None))):
        raise GenerationError(file, place, f"JSON has no {type(node).__name__}")
    elif isinstance(node, float) and not isfinite(node):
        raise GenerationError(file, place, f"JSON has no {node}")


def with_line(error: GenerationError, path: Path) -> GenerationError:
    """Return the error with the line of its place, as far as the file has that place."""
    if error.line is not None or not error.place or error.file != path.name:
        return error
    yaml: Any = YAML(pure=True)
    node: Any = yaml.compose(path.read_text("utf-8"))
    line = None
    for step in error.place:
        key, node = _child(node, step)
        if key is None:
            break
        line = key.start_mark.line + 1
    return GenerationError(error.file, error.place, error.problem, line=line)


def _child(node: Any, step: str | int) -> tuple[Any, Any]:
    """Return the node that marks the line of a step, and the one it leads to, if they exist."""
    if node.id == "mapping":
        return next((pair for pair in node.value if pair[0].value == str(step)), (None, None))
    if node.id == "sequence" and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None, None
