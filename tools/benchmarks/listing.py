"""Serve a list of any length until stdin is closed: `python -m tools.benchmarks.listing`.

The `account_id` of a request is the number of rows. The mock would spend most of the time on checks
of the contract, and would hold all rows in memory.
"""

from __future__ import annotations

import json
import sys
import time

from werkzeug import Request, Response

from cloudflare_api_mock.server import Server

from .rows import plain_rows
from .walker import PER_PAGE


def _serve(latency: float) -> None:
    # Each page gets ids of its own, because the client refuses a repeated page.
    made = [{**row, "id": f"PAGE-{number}"} for number, row in enumerate(plain_rows(PER_PAGE))]
    written = [json.dumps(row, separators=(",", ":")).encode() for row in made]

    def answer(request: Request) -> Response:
        time.sleep(latency)
        total, page = int(request.path.split("/")[2]), int(request.args.get("page", 1))
        if request.path.endswith("/portals"):
            total = 0
        count = min(PER_PAGE, max(0, total - (page - 1) * PER_PAGE))
        listed = b",".join(written[:count]).replace(b"PAGE-", f"{page}-".encode())
        info = {"page": page, "per_page": PER_PAGE, "count": count, "total_count": total}
        body = b'{"success":true,"result":[%b],"result_info":%b}'
        return Response(body % (listed, json.dumps(info).encode()), content_type="application/json")

    server = Server("127.0.0.1", 0, answer)
    server.start()
    print(server.url_for(""), flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    _serve(int(sys.argv[1]) / 1000)
