"""The rendering of the described client into files, with templates and ruff."""

from __future__ import annotations

import builtins
import re
import subprocess
import textwrap
import traceback
from collections.abc import Container, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from openapi_python_client.schema import UntrustedString
from openapi_python_client.strings import safe_for_docstring
from ruff import find_ruff_bin  # pyright: ignore[reportMissingTypeStubs]

from cloudflare_api_core import EXPORTS
from cloudflare_api_text import printable

from .errors import GenerationError
from .view import ClientView

__all__ = ["TEMPLATES", "render"]

TEMPLATES: Final = Path(__file__).with_name("templates")
_LINE_LENGTH: Final = 100
_HEADER: Final = "# Generated from openapi.yaml by `make generate`. Do not edit.\n"


def render(client: ClientView, target: Path, templates: Path = TEMPLATES) -> None:
    """Write the package into an empty folder. Raises GenerationError if a template is at fault."""
    environment = _environment(templates)

    def add(path: str, template: str, **context: Any) -> None:
        file = target / path
        try:
            text = environment.get_template(template).render(client=client, **context)
        except Exception as error:  # a template can raise anything
            raise _template_error(error, template, path) from error
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_HEADER + text, "utf-8")

    def add_folder(path: str, holds: str, modules: Iterable[str]) -> None:
        add(f"{path}/__init__.py", "folder.py.jinja", holds=holds)
        add(f"{path}/__init__.pyi", "folder.pyi.jinja", modules=sorted(modules))

    module_of = {model.name: model.module for model in client.models}
    targets = {name: (module_of[model], model) for name, model in client.names.items()}
    add("__init__.py", "package.py.jinja", exports=EXPORTS)
    add("__init__.pyi", "package.pyi.jinja", exports=EXPORTS, names=[*targets])
    add("client.py", "client.py.jinja")
    add("operations.py", "operations.py.jinja")
    add("models/__init__.py", "models.py.jinja")
    add("models/__init__.pyi", "models.pyi.jinja", targets=targets)
    add("models/_targets.py", "targets.py.jinja", targets=targets)
    for model in client.models:
        add(f"models/{model.module}.py", "model.py.jinja", model=model)
    tags: dict[str, list[str]] = {}
    for operation in client.operations:
        tags.setdefault(operation.tag, []).append(operation.module)
        add(f"api/{operation.tag}/{operation.module}.py", "operation.py.jinja", operation=operation)
    add_folder("api", "One module per operation, by tag.", tags)
    for tag, modules in tags.items():
        add_folder(f"api/{tag}", "One module per operation.", modules)
    for group in client.resources:
        add(f"resources/{group.module}.py", "resource.py.jinja", group=group)
    modules = [group.module for group in client.resources]
    add_folder("resources", "The tree of resources on a client.", modules)
    add("__main__.py", "main.py.jinja")
    (target / "py.typed").touch()
    first_party = f'lint.isort.known-first-party=["{client.package}", "cloudflare_api_core"]'
    check = ["check", "--fix", "--select", "F,I,RUF022", "--output-format", "concise", "--config"]
    _ruff(target, *check, first_party)
    # A list that fits on a line is on one line, although templates end each item with a comma.
    _ruff(target, "format", "--config", "format.skip-magic-trailing-comma=true")


def _template_error(error: Exception, template: str, path: str) -> GenerationError:
    file, line = template, None
    for frame in traceback.extract_tb(error.__traceback__):
        # jinja2 puts the lines of templates into tracebacks.
        if frame.filename.endswith(".jinja"):
            file, line = Path(frame.filename).name, frame.lineno
    return GenerationError(f"templates/{file}", (), f"{path}: {error}", line=line)


@cache
def _environment(templates: Path) -> Environment:
    """Return the environment that compiles the templates, each again only if its file changes."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        finalize=_refuse_unescaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    functions: tuple[Any, ...] = (_qualified, _docstring, _literal, _paragraph, _prose, _wrapped)
    for function in functions:
        environment.filters[function.__name__.removeprefix("_")] = function
    return environment


def _refuse_unescaped(value: Any) -> Any:
    if isinstance(value, StrictUndefined):
        return str(value)  # raises, saying what is undefined
    if isinstance(value, (str, int)):
        return value
    raise TypeError(f"a template prints {type(value).__name__} without a filter")


# Texts of literals are matched too, so that nothing inside them is.
_WORD: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[\w.]+")


def _qualified(annotation: str, attributes: Container[str]) -> str:
    """Qualify the names of types that attributes of the same class hide."""

    def visible(word: re.Match[str]) -> str:
        if word[0] not in attributes:
            return word[0]
        return f"{'_builtins' if hasattr(builtins, word[0]) else '_datetime'}.{word[0]}"

    return _WORD.sub(visible, annotation)


def _literal(value: Any) -> str:
    if isinstance(value, UntrustedString):
        value = value.get_untrusted_value()
    if isinstance(value, (str, int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return f"({''.join(f'{_literal(item)}, ' for item in value)})"  # pyright: ignore
    raise TypeError(f"{type(value).__name__} cannot be a literal")


def _prose(value: UntrustedString | None) -> str:
    """Make text of the contract safe inside a docstring, on one line."""
    words = [] if value is None else _printable(value).split()
    # The library breaks long words, such as patterns, for a filter that is not used here.
    return " ".join(safe_for_docstring(word).replace("\n", "") for word in words)


def _paragraph(value: UntrustedString, indent: int) -> str:
    """Make text of the contract one literal, beginning at the given column or on the next line."""
    text = " ".join(_printable(value).split())
    literal = repr(text)
    if indent + len(literal) < _LINE_LENGTH:
        return literal
    # Short enough for the deepest indentation, and for some characters to need a backslash.
    parts = textwrap.wrap(text, width=72, break_on_hyphens=False, drop_whitespace=False)
    return f"({' '.join(map(repr, parts))})"


def _printable(value: UntrustedString) -> str:
    return printable(value.get_untrusted_value())


def _wrapped(text: str, indent: int, opening: str = "") -> str:
    """Fold a paragraph that begins at the given column."""
    return textwrap.fill(
        " ".join(text.split()),
        width=_LINE_LENGTH - indent,
        initial_indent=opening,
        break_long_words=False,
        break_on_hyphens=False,
    ).replace("\n", "\n" + " " * indent)


def _docstring(text: str, indent: int) -> str:
    """Make a docstring of one paragraph."""
    folded = _wrapped(text, indent, opening='"""')
    one_line = "\n" not in folded and len(folded) + indent + 3 <= _LINE_LENGTH
    # A quote or backslash at the end would run into the closing quotes.
    if one_line and not folded.endswith(('"', "\\")):
        return f'{folded}"""'
    return f'{folded}\n{" " * indent}"""'


def _ruff(folder: Path, *arguments: str) -> None:
    settings = ["--isolated", "--no-cache", "--line-length", str(_LINE_LENGTH)]
    command = [find_ruff_bin(), *arguments, *settings, "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise GenerationError("ruff", (), done.stdout or done.stderr)
