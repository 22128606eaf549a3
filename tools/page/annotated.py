"""The contract with samples, permissions and a first page, as the page shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cloudflare_api_contract import Document, Json, is_array, is_object, load

from .samples import PageError, folder_of, read_samples, shown

__all__ = ["annotated"]

_SAMPLES = "The samples are the tested programs in `examples/` or parts of them."
_SECTIONS = ("Use it", "Tasks", "The mock")
# The beginning of HTML, or of a tag of Redoc, in Markdown.
_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|\{(?=%)")
_WORD_JOINER = "\u2060"  # It is invisible.
_RELATIVE_LINK = re.compile(r"\[([^]]+)\]\((?![a-z]+:|#)([^)]+)\)")


def annotated(root: Path, languages: Sequence[Json]) -> Json:
    """Return the contract of a repository with the additions of the page.

    languages: the languages of the samples, as in Redoc's settings. Raises PageError, and
    ContractError if the contract is not valid.
    """
    document = load(root / "openapi.yaml")
    document.data = _without_markup(document.data)
    operations = {operation["operationId"]: operation for *_, operation in document.operations()}
    _describe(document, (root / "README.md").read_text("utf-8"))
    problems: list[str] = []
    examples = root / "examples"
    listed = {folder_of(language["label"]) for language in languages}
    for folder in sorted(path.name for path in examples.iterdir() if path.is_dir()):
        if folder.isalnum() and folder not in listed:
            problems.append(f"tools/page/redocly.yaml: no language for examples/{folder}")
    told = shown(examples, document)
    for language in languages:
        try:
            samples = read_samples(examples, language["label"], told)
        except PageError as error:
            problems.append(str(error))
            continue
        for id, source in samples.items():
            operations[id].setdefault("x-codeSamples", []).append(language | {"source": source})
    if problems:
        raise PageError("\n".join(problems))
    return document.data


def _without_markup(node: Any) -> Any:
    """Return a part of a contract with the HTML of its texts turned into text, in examples too."""
    if isinstance(node, str):
        return _MARKUP.sub(rf"\g<0>{_WORD_JOINER}", node)
    if is_array(node):
        return [_without_markup(child) for child in node]
    return {key: _without_markup(node[key]) for key in node} if is_object(node) else node


def _describe(document: Document, readme: str) -> None:
    info = document.data["info"]
    info["description"] = "\n\n".join(
        [info["description"], _SAMPLES, *(_section(readme, title) for title in _SECTIONS)]
    )
    for _, path, method, operation in document.operations():
        # Redoc shows them beside the samples only, and shortens long ones.
        texts = [f"`{method.upper()} {path}`", operation.get("description", "")]
        if groups := operation.get("x-api-token-group"):
            names = ", ".join(f"**{group}**" for group in groups)
            texts.append(f"Accepted permissions (at least one required): {names}")
        operation["description"] = "\n\n".join(filter(None, texts))


def _section(readme: str, title: str) -> str:
    """Return a section of the README with its relative links as text."""
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", readme, re.MULTILINE | re.DOTALL)
    if not found:
        raise PageError(f"README.md: no section {title}")
    return _RELATIVE_LINK.sub(_unlinked, found[0].strip())


def _unlinked(link: re.Match[str]) -> str:
    text, target = link.groups()
    if "#" in target:
        return text
    return f"`{target}`" if text == target else f"{text} (`{target}`)"
