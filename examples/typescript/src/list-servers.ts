// Prints every MCP server of an account.
// Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
import type { Client } from "openapi-fetch";
import type { operations, paths } from "../generated/openapi.js";
import { orThrow, PagingError, run, show } from "./cloudflare.js";

type Query = NonNullable<operations["listMcpServers"]["parameters"]["query"]>;

export async function* allServers(client: Client<paths>, accountId: string, query: Query) {
  for (let before = "[]"; ; ) {
    const { result, result_info: info } = orThrow(
      await client.GET("/accounts/{account_id}/access/ai-controls/mcp/servers", {
        params: { path: { account_id: accountId }, query },
      }),
    );
    const page = query.page ?? 1;
    if ((info?.page ?? page) !== page)
      throw new PagingError(`asked for page ${page}, the server gave page ${info?.page}`);
    const rows = JSON.stringify(result);
    if (result.length > 0 && rows === before)
      throw new PagingError(`asked for page ${page}, the server gave the page before it again`);
    before = rows;
    yield* result;
    const size = Math.max(info?.per_page ?? 0, result.length);
    const pages = Math.min(info?.total_pages ?? Infinity, (info?.total_count ?? Infinity) / size);
    if (result.length === 0 || result.length < size || page >= pages) return;
    query = { ...query, page: page + 1 };
  }
}

if (process.argv[1]?.endsWith("list-servers.js"))
  await run(async (client, accountId) => {
    for await (const { id, status, hostname } of allServers(client, accountId, { per_page: 100 }))
      show(`${id} ${status} ${hostname}`);
  });
