"""openapi-python-client's parser, whose every warning is an error here."""

from __future__ import annotations

from collections.abc import Iterator

from openapi_python_client.config import Config
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import GeneratorData

from cloudflare_api_contract import ContractError, Document, mentioned

from .normalise import normalise

__all__ = ["parse"]


def parse(document: Document, config: Config) -> GeneratorData:
    """Parse the contract. Raises ContractError for the first part the parser would leave out."""
    parsed = GeneratorData.from_dict(normalise(document), config=config)
    if isinstance(parsed, GeneratorError):
        raise _error(document, parsed)
    for problem in _problems(parsed):
        raise _error(document, problem)
    return parsed


def _error(document: Document, problem: GeneratorError) -> ContractError:
    header = problem.header.rstrip(": ")
    return document.error(mentioned(document, header), f"{header}: {problem.detail}")


def _problems(parsed: GeneratorData) -> Iterator[GeneratorError]:
    yield from parsed.errors
    for collection in parsed.endpoint_collections_by_tag.values():
        yield from collection.parse_errors
