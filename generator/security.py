"""The security schemes, which the parser drops."""

from __future__ import annotations

from openapi_python_client.config import Config
from openapi_python_client.strings import PythonIdentifier

from cloudflare_api_contract import Document, Place
from cloudflare_api_core import Scheme

from .checks import name_in_use, require_header, require_plain_identifier
from .view import SchemeView
from .wording import text

__all__ = ["security"]


def security(document: Document, config: Config) -> list[list[SchemeView]]:
    """Describe the alternatives of the document. Raises ContractError for an unknown kind."""
    alternatives = document.data.get("security", ())
    if not alternatives:
        raise document.error(("security",), "is missing")
    described: list[list[SchemeView]] = []
    arguments: dict[str, Place] = {}
    for index, alternative in enumerate(alternatives):
        described.append([])
        for name, scopes in alternative.items():
            place = ("security", index, name)
            if scopes:
                raise document.error(place, "scopes are not supported")
            scheme = _scheme(document, config, name, place)
            if scheme.argument in arguments:
                name = f"security.{scheme.argument}"
                raise name_in_use(document, name, place, arguments[scheme.argument])
            arguments[scheme.argument] = place
            described[-1].append(scheme)
    return described


def _scheme(document: Document, config: Config, name: str, place: Place) -> SchemeView:
    scheme = document.data.get("components", {}).get("securitySchemes", {}).get(name)
    if scheme is None:
        raise document.error(place, "there is no such security scheme")
    place = ("components", "securitySchemes", name)
    identifier = PythonIdentifier(name, config.field_prefix)
    argument = require_plain_identifier(document, identifier, place)
    description = text(scheme, "description")
    variable = Scheme(argument, "").variable
    if scheme["type"] == "http" and scheme["scheme"].lower() == "bearer":
        return SchemeView(argument, variable, "Authorization", "Bearer ", description)
    if scheme["type"] == "apiKey" and scheme["in"] == "header":
        require_header(document, scheme["name"], (*place, "name"), None)
        return SchemeView(argument, variable, scheme["name"], "", description)
    raise document.error(place, "only bearer tokens and header keys are supported")
