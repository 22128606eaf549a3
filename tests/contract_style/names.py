"""Names of schemas and fields that some language could not keep.

Types begin with a capital everywhere, so a keyword matters where generators compare without case,
or name a module after a type. Fields begin with one in Go and C#, follow a `$` in PHP, and may be
any word in TypeScript and Ruby.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from openapi_python_client.strings import PythonIdentifier, pascal_case, snake_case
from pydantic import BaseModel
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import Keyword, Name  # type: ignore[import-untyped]

from cloudflare_api_contract import Json, Place, schemas

__all__ = ["faults"]

# Fields that some language must rename, because the API itself has no other name for them.
_ADMITTED: Final = frozenset({"type"})

_BUILT_IN: Final = ("Python", "Ruby", "Rust", "TypeScript")
_ANY_CASE: Final = ("Java", "PHP", "Python", "Ruby", "Rust")
# Words that pygments does not know, but openapi-generator 7.26 renamed or could not compile.
_TYPES: Final = {
    "C#": {"Client", "Configuration", "Environment", "OperatingSystem", "TimeZone", "Version"},
    "Java": {
        *("ApiClient", "ApiException", "ApiResponse", "ArrayList", "Arrays", "Configuration"),
        *("Consumer", "Date", "Duration", "File", "HashMap", "HttpClient", "HttpRequest"),
        *("HttpResponse", "IOException", "IllegalArgumentException", "InputStream"),
        *("LinkedHashSet", "List", "LocalDate", "Map", "Object", "Objects", "OffsetDateTime"),
        *("Override", "Pair", "Set", "String", "StringBuilder", "StringJoiner", "Thread", "URI"),
        "UUID",
    },
    "Python": {"Date", "Field", "Json", "Schema"},
    "Ruby": {"ApiError", "Module"},
    "Rust": {"Deserialize", "Serialize"},
    "TypeScript": {
        *("ApiResponse", "Awaited", "Configuration", "Exclude", "Extract", "File", "Index"),
        *("Middleware", "NonNullable", "Omit", "Parameters", "Partial", "Pick", "Readonly"),
        *("Record", "Required", "ReturnType"),
    },
}
# Keywords to pygments, but not where a name is expected.
_CONTEXTUAL: Final = {
    "Java": {
        *("exports", "module", "open", "opens", "permits", "provides", "record", "requires"),
        *("sealed", "to", "transitive", "uses", "var", "with", "yield"),
    },
    "Rust": {"union"},
}


def faults(contract: Json) -> Iterator[str]:
    """Return a line for each name that some language cannot keep, with the reason."""
    components: Json = contract["components"]["schemas"]
    yield from _unfit(("components", "schemas"), {name: _types(name) for name in components})
    for place, schema in schemas(contract):
        names = [name for name in schema.get("properties", ()) if name not in _ADMITTED]
        owner = str(place[-1])
        yield from _unfit((*place, "properties"), {name: _fields(name, owner) for name in names})


def _unfit(place: Place, names: dict[str, set[str]]) -> Iterator[str]:
    """Look at the names of one scope, given with the languages where they are taken."""
    seen: dict[str, str] = {}
    for name, languages in names.items():
        where = ".".join(map(str, (*place, name)))
        if not pascal_case(name).isidentifier():
            yield f"{where}: no language can write this name"
        elif languages:
            yield f"{where}: this name is taken in {', '.join(sorted(languages))}"
        other = seen.setdefault(re.sub(r"[\W_]", "", name).lower(), name)
        if other != name:
            yield f"{where}: differs from {other} in case and separators only"


@cache
def _types(name: str) -> set[str]:
    name = pascal_case(name)
    built_in = {
        each for each in _BUILT_IN if _means(each, name, Keyword, Name.Builtin, Name.Exception)
    }
    keywords = {each for each in _ANY_CASE if _means(each, name.lower(), Keyword)}
    return built_in | keywords | {each for each, types in _TYPES.items() if name in types}


@cache
def _fields(name: str, owner: str) -> set[str]:
    snake = snake_case(name)
    languages = {each for each in ("Java", "Rust") if _means(each, snake, Keyword)}
    if PythonIdentifier(name, "") != snake or hasattr(BaseModel, snake):
        languages.add("Python")
    if pascal_case(name) == pascal_case(owner):
        languages.add("C#")
    return languages


@cache
def _lexer(language: str) -> Any:
    return get_lexer_by_name(language.lower(), startinline=True)


def _means(language: str, word: str, *kinds: Any) -> bool:
    """Whether a word is reserved in a language."""
    kind, text = next(iter(_lexer(language).get_tokens(word)))
    is_contextual = word in _CONTEXTUAL.get(language, ())
    return text == word and not is_contextual and any(kind in each for each in kinds)
