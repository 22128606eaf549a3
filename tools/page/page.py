"""The page: Redoc with the annotated contract, in one file that needs no network."""

from __future__ import annotations

import json
import re
import tempfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from cloudflare_api_contract import read
from tools.redocly import redocly

from .annotated import annotated
from .samples import PageError

__all__ = ["build", "languages"]

_HERE: Final = Path(__file__).parent
_SETTINGS: Final = _HERE / "redocly.yaml"

_SCRIPTS: Final = "script-src SCRIPTS"
_REDOCS: Final = 2
# Redoc loads its logo from its own server.
_LOGO: Final = re.compile(r"https://cdn\.redoc\.ly/redoc/logo-mini(?:-full)?\.svg")
_NAME: Final = (
    "data:image/svg+xml,"
    "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2240%22 height=%2212%22%3E"
    "%3Ctext y=%2210%22 font-family=%22sans-serif%22 font-size=%2211%22 fill=%22%23788%22%3E"
    "Redoc%3C/text%3E%3C/svg%3E"
)


def languages() -> list[dict[str, Any]]:
    """Return the languages of the samples, as in Redoc's settings."""
    listed = read(_SETTINGS).data["openapi"]["codeSamples"]["languages"]
    return [language for language in listed if "label" in language]


def build(root: Path) -> str:
    """Build the page of a repository.

    Raises PageError, RedoclyError, and ContractError if the contract is not valid.
    """
    with tempfile.TemporaryDirectory() as folder:
        contract, page = Path(folder, "openapi.json"), Path(folder, "page.html")
        contract.write_text(json.dumps(annotated(root, languages())), "utf-8")
        redocly(
            *("build-docs", contract, "--config", _SETTINGS, "--template", _HERE / "page.hbs"),
            *("--inlineBundle", "--output", page),
        )
        html, logos = _LOGO.subn(_NAME, page.read_text("utf-8"))
    if not logos:
        raise PageError("tools/page/page.py: the address of Redoc's logo has changed")
    # Redoc's first page has links for a server, but in a file only the fragment is its path.
    html = html.replace('href="/', 'href="#/')
    return html.replace(_SCRIPTS, f"script-src {_hashes(html)}", 1)


def _hashes(html: str) -> str:
    """Return the hashes of the scripts of a page, for a policy that admits no other script."""
    scripts = re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", html, re.DOTALL)
    if len(scripts) != _REDOCS:
        raise PageError(f"the page has {len(scripts)} scripts: Redoc's are {_REDOCS}")
    digests = (sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
