"""JSON that follows a schema of the contract, or nearly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from cloudflare_api_contract import Json, is_array, is_object, read, written_out

__all__ = ["CONTRACT", "bodies", "mutated", "properties", "resolve", "schemas"]

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda child: (
        st.lists(child, max_size=3) | st.dictionaries(st.text(max_size=8), child, max_size=3)
    ),
    max_leaves=6,
)
_FREE_FORM = st.dictionaries(st.text(max_size=8), _JSON, max_size=3)
_COIN: st.SearchStrategy[Any] = st.booleans()
_ZONES = st.sampled_from(["Z", "z", "", "+00:00", "-07:30"])
_SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(max_size=12),
    "boolean": st.booleans(),
    "integer": st.integers(),
    "number": st.integers(-40_000, 40_000) | st.floats(allow_nan=False, allow_infinity=False),
}
CONTRACT = written_out(read(Path(__file__).parents[2] / "openapi.yaml"))
resolve = CONTRACT.resolve


def schemas() -> dict[str, Json]:
    """Return the contract's schemas."""
    found: dict[str, Json] = CONTRACT.data["components"]["schemas"]
    return found


def properties(name: str) -> Iterator[tuple[str, Json, bool]]:
    """Walk a schema's properties: name, schema, and whether it is required."""
    schema = schemas()[name]
    for key, child in schema["properties"].items():
        yield key, resolve(child), key in schema.get("required", ())


def bodies(schema: Json) -> st.SearchStrategy[Any]:
    """Make JSON that follows a schema; with date-times as the API writes them, too."""
    schema = resolve(schema)
    followed = _following(schema)
    return st.none() | followed if schema.get("nullable") else followed


def _following(schema: Json) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema.get("format") == "date-time":
        moments = st.datetimes().map(datetime.isoformat)
        return st.tuples(moments, st.sampled_from("T "), _ZONES).map(
            lambda parts: parts[0].replace("T", parts[1]) + parts[2]
        )
    if schema["type"] == "array":
        return st.lists(bodies(schema["items"]), max_size=2)
    if schema["type"] != "object":
        return _SCALARS[schema["type"]]
    if "properties" not in schema:
        return _FREE_FORM
    required = schema.get("required", ())
    fields = {name: bodies(child) for name, child in schema["properties"].items()}
    return st.fixed_dictionaries(
        {name: fields[name] for name in fields if name in required},
        optional={name: fields[name] for name in fields if name not in required},
    )


@st.composite
def mutated(draw: st.DrawFn, schema: Json) -> Json:
    """Make JSON that followed a schema until something in it was replaced, removed or added."""
    body: Json = draw(_following(schema))
    for _ in range(draw(st.integers(1, 3))):
        node: Any = body
        keys = _keys(node)
        while inner := [key for key in keys if _keys(node[key])]:
            if draw(_COIN):
                break
            node = node[draw(st.sampled_from(inner))]
            keys = _keys(node)
        if is_array(node) or (keys and draw(_COIN)):
            node[draw(st.sampled_from(keys))] = draw(_JSON)
        elif keys and draw(_COIN):
            del node[draw(st.sampled_from(keys))]
        else:
            node[draw(st.text(max_size=8))] = draw(_JSON)
    return body


def _keys(node: Any) -> list[Any]:
    if is_object(node):
        return list(node)
    return list(range(len(node))) if is_array(node) else []
