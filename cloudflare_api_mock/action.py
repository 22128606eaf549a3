"""An action: an operation that is not on a list, a row or a single value."""

from __future__ import annotations

from cloudflare_api_contract import is_object

from .answer import Answer, Handler
from .contract import Contract
from .form import Form
from .request import Request
from .table import Table

__all__ = ["action"]


def action(contract: Contract, form: Form, above: Table | None) -> Handler:
    """The handler of an action, which changes nothing.

    It answers with the row above if the result is such a row, else with the contract's example or a
    made-up result that repeats the members of the body. above: the table of that row, if any.
    """
    known = contract.properties(form.result)
    of_row = above is not None and "$ref" in form.result and form.result in above.source.schemas

    def answer(request: Request) -> Answer:
        row = above.row(request.steps) if above else {}
        if not of_row and not is_object(row := form.made_up()):
            return form.answer(row)
        given = {name: value for name, value in request.members.items() if name in known}
        return form.answer(form.fitted({**row, **given}))

    return answer
