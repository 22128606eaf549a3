"""An action: an operation that is not on a list, a row or a single value."""

from __future__ import annotations

from cloudflare_api_contract import is_object

from .answer import Answer
from .contract import Contract
from .form import Form
from .request import Request
from .table import Table

__all__ = ["act"]


def act(contract: Contract, above: Table | None, form: Form, request: Request) -> Answer:
    """Answer an action, which changes nothing.

    It answers with the row above if the result is such a row, else with the contract's example or a
    made-up result that repeats the members of the body. above: the table of that row, if any.
    """
    row = above.row(request.steps) if above else {}
    of_row = above is not None and "$ref" in form.result and form.result in above.source.schemas
    if not of_row and not is_object(row := form.made_up):
        return form.answer(row)
    known = contract.properties(form.result)
    given = {name: value for name, value in request.members.items() if name in known}
    return form.answer(form.fitted({**row, **given}))
