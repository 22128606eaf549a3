"""Comparison of annotations: whether one accepts every value of another."""

from __future__ import annotations

import ast
from collections.abc import Iterator

__all__ = ["takes"]


def takes(wide: str, narrow: str) -> bool:
    """Return whether every value of the narrow annotation is a value of the wide one.

    A literal is a `str`, and `Omit` is not a value.
    """
    return _takes(ast.parse(wide, mode="eval").body, ast.parse(narrow, mode="eval").body)


def _takes(wide: ast.expr, narrow: ast.expr) -> bool:
    members = list(_members(wide))
    return all(any(_is(one, other) for one in members) for other in _members(narrow))


def _is(wide: ast.expr, narrow: ast.expr) -> bool:
    if isinstance(wide, ast.Subscript) and isinstance(narrow, ast.Subscript):
        inner, others = _arguments(wide), _arguments(narrow)
        return (
            ast.dump(wide.value) == ast.dump(narrow.value)
            and len(inner) == len(others)
            and all(_takes(one, other) for one, other in zip(inner, others, strict=True))
        )
    if isinstance(narrow, ast.Constant) and isinstance(narrow.value, str):
        return ast.unparse(wide) in ("str", ast.unparse(narrow))
    # Type checkers accept an integer as a float.
    return ast.unparse(narrow) in (ast.unparse(wide), {"float": "int"}.get(ast.unparse(wide)))


def _members(annotation: ast.expr) -> Iterator[ast.expr]:
    match annotation:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield from _members(left)
            yield from _members(right)
        case ast.Subscript(value=ast.Name(id="Literal")):
            yield from _arguments(annotation)
        case ast.Attribute(attr="Omit"):
            pass
        case _:
            yield annotation


def _arguments(subscript: ast.Subscript) -> list[ast.expr]:
    inner = subscript.slice
    return inner.elts if isinstance(inner, ast.Tuple) else [inner]
