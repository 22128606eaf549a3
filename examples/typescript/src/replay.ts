// The adapter of the contract kit; tests/contract_kit/README.md describes it.
import { createInterface } from "node:readline";
import type { Client } from "openapi-fetch";
import type { components, paths } from "../generated/openapi.js";
import { ApiError, connect, CredentialsError, orThrow, PagingError } from "./cloudflare.js";
import { AnswerError } from "./contract.js";
import { allServers } from "./list-servers.js";

interface Call {
  base_url: string;
  operation: string;
  arguments: {
    account_id: string;
    id: string;
    server_id: string;
    page?: number;
    per_page?: number;
    search?: string;
    granularity?: "daily" | "monthly";
    aggregate?: "true" | "false";
    tz?: string;
    days?: number;
  };
  body: components["schemas"]["McpServerCreate"] & components["schemas"]["McpPortalUpdate"];
  credentials: { api_token?: string; api_email?: string; api_key?: string };
  walk: boolean;
}

class ConnectionError extends Error {}

const mcp = "/accounts/{account_id}/access/ai-controls/mcp";

const operations: Record<string, (client: Client<paths>, call: Call) => Promise<unknown>> = {
  async listMcpServers(client, { arguments: { account_id, id: _, ...query }, walk }) {
    const params = { path: { account_id }, query };
    if (!walk) return orThrow(await client.GET(`${mcp}/servers`, { params })).result;
    const servers = [];
    for await (const server of allServers(client, account_id, query)) servers.push(server);
    return servers;
  },
  async readMcpServer(client, { arguments: path }) {
    return orThrow(await client.GET(`${mcp}/servers/{id}`, { params: { path } })).result;
  },
  async createMcpServer(client, { arguments: path, body }) {
    return orThrow(await client.POST(`${mcp}/servers`, { params: { path }, body })).result;
  },
  async updateMcpServer(client, { arguments: path, body }) {
    return orThrow(await client.PUT(`${mcp}/servers/{id}`, { params: { path }, body })).result;
  },
  async syncMcpServer(client, { arguments: path }) {
    return orThrow(await client.POST(`${mcp}/servers/{id}/sync`, { params: { path } })).result;
  },
  async readMcpPortal(client, { arguments: path }) {
    return orThrow(await client.GET(`${mcp}/portals/{id}`, { params: { path } })).result;
  },
  async updateMcpPortal(client, { arguments: path, body }) {
    return orThrow(await client.PUT(`${mcp}/portals/{id}`, { params: { path }, body })).result;
  },
  async readServerToolCallTimeseries(client, { arguments: { account_id, server_id, ...query } }) {
    const params = { path: { account_id, server_id }, query };
    const path = `${mcp}/analytics/servers/{server_id}/tool-calls/timeseries` as const;
    return orThrow(await client.GET(path, { params })).result;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const call: Call = JSON.parse(line);
  const operation = operations[call.operation];
  if (!operation) {
    console.error(`operation ${call.operation} is not in src/replay.ts`);
    process.exit(1);
  }
  console.log(await outcome(call, operation));
}

async function outcome(call: Call, operation: (typeof operations)[string]): Promise<string> {
  try {
    const { api_token, api_email, api_key } = call.credentials;
    const client = connect(call.base_url, api_token, api_email, api_key);
    client.use({ onError: ({ error }) => new ConnectionError(String(error)) });
    return JSON.stringify({ result: await operation(client, call) });
  } catch (error) {
    return JSON.stringify({ error: failure(error) });
  }
}

function failure(error: unknown) {
  const message = String(error);
  if (error instanceof ApiError) {
    const { ok, status } = error.response;
    const codes = error.errors.flatMap(({ code }) => code ?? []);
    const { result } = error;
    return { kind: ok ? "unsuccessful" : "status", status, codes, message, result };
  }
  if (error instanceof CredentialsError) return { kind: "credentials", message };
  if (error instanceof PagingError) return { kind: "paging", message };
  if (error instanceof ConnectionError) return { kind: "connection", message };
  if (error instanceof AnswerError) return { kind: "answer", message };
  throw error;
}
