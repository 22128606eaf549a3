// Calls every operation once: creates, uses and deletes a server and a portal.
import type { Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.js";
import { orThrow, run, show } from "./cloudflare.js";

// region createMcpServer
async function createMcpServer(client: Client<paths>, accountId: string) {
  const { result: server } = orThrow(
    await client.POST("/accounts/{account_id}/access/ai-controls/mcp/servers", {
      params: { path: { account_id: accountId } },
      body: {
        id: "team-notes",
        name: "Team notes",
        hostname: "https://notes.example.com/mcp",
        auth_type: "bearer",
        auth_credentials: process.env.NOTES_TOKEN ?? "",
      },
    }),
  );
  show(`createMcpServer ${server.id}, ${server.status}`);
}
// endregion

// region syncMcpServer
async function syncMcpServer(client: Client<paths>, accountId: string) {
  const { result: sync } = orThrow(
    await client.POST("/accounts/{account_id}/access/ai-controls/mcp/servers/{id}/sync", {
      params: { path: { account_id: accountId, id: "team-notes" } },
    }),
  );
  show(`syncMcpServer ${sync.status}`);
}
// endregion

// region readMcpServer
async function readMcpServer(client: Client<paths>, accountId: string) {
  const { result: server } = orThrow(
    await client.GET("/accounts/{account_id}/access/ai-controls/mcp/servers/{id}", {
      params: { path: { account_id: accountId, id: "team-notes" } },
    }),
  );
  show(`readMcpServer ${server.name}, ${server.tools?.length} tools`);
}
// endregion

// region updateMcpServer
async function updateMcpServer(client: Client<paths>, accountId: string) {
  const { result: server } = orThrow(
    await client.PUT("/accounts/{account_id}/access/ai-controls/mcp/servers/{id}", {
      params: { path: { account_id: accountId, id: "team-notes" } },
      body: { name: "Notes of the team" },
    }),
  );
  show(`updateMcpServer ${server.name}`);
}
// endregion

// region listMcpServers
async function listMcpServers(client: Client<paths>, accountId: string) {
  const { result: servers } = orThrow(
    await client.GET("/accounts/{account_id}/access/ai-controls/mcp/servers", {
      params: { path: { account_id: accountId }, query: { search: "team-notes" } },
    }),
  );
  show(`listMcpServers ${servers.map(({ id }) => id).join(", ")}`);
}
// endregion

// region createMcpPortal
async function createMcpPortal(client: Client<paths>, accountId: string) {
  const { result: portal } = orThrow(
    await client.POST("/accounts/{account_id}/access/ai-controls/mcp/portals", {
      params: { path: { account_id: accountId } },
      body: {
        id: "team",
        name: "Team",
        hostname: "mcp.example.com",
        servers: [{ server_id: "team-notes", on_behalf: false }],
      },
    }),
  );
  show(`createMcpPortal ${portal.id}, ${portal.hostname}`);
}
// endregion

// region readMcpPortal
async function readMcpPortal(client: Client<paths>, accountId: string) {
  const { result: portal } = orThrow(
    await client.GET("/accounts/{account_id}/access/ai-controls/mcp/portals/{id}", {
      params: { path: { account_id: accountId, id: "team" } },
    }),
  );
  show(`readMcpPortal ${portal.name}, ${portal.servers?.length} server`);
}
// endregion

// region updateMcpPortal
async function updateMcpPortal(client: Client<paths>, accountId: string) {
  const { result: portal } = orThrow(
    await client.PUT("/accounts/{account_id}/access/ai-controls/mcp/portals/{id}", {
      params: { path: { account_id: accountId, id: "team" } },
      body: {
        servers: [
          {
            server_id: "team-notes",
            on_behalf: false,
            updated_tools: [{ name: "search_flag", alias: "find-notes" }],
          },
        ],
      },
    }),
  );
  show(`updateMcpPortal ${portal.servers?.[0]?.updated_tools?.[0]?.portal_alias}`);
}
// endregion

// region readEffectiveRedirectUri
async function readEffectiveRedirectUri(client: Client<paths>, accountId: string) {
  const { result: uri } = orThrow(
    await client.GET(
      "/accounts/{account_id}/access/ai-controls/mcp/portals/{portal_id}/servers/{server_id}/effective-redirect-uri",
      {
        params: { path: { account_id: accountId, portal_id: "team", server_id: "team-notes" } },
      },
    ),
  );
  show(`readEffectiveRedirectUri ${uri.redirect_uri}`);
}
// endregion

// region listMcpPortals
async function listMcpPortals(client: Client<paths>, accountId: string) {
  const { result: portals } = orThrow(
    await client.GET("/accounts/{account_id}/access/ai-controls/mcp/portals", {
      params: { path: { account_id: accountId } },
    }),
  );
  show(`listMcpPortals ${portals.map(({ id }) => id).join(", ")}`);
}
// endregion

// region readServerToolCallTimeseries
async function readServerToolCallTimeseries(client: Client<paths>, accountId: string) {
  const { result: calls } = orThrow(
    await client.GET(
      "/accounts/{account_id}/access/ai-controls/mcp/analytics/servers/{server_id}/tool-calls/timeseries",
      {
        params: {
          path: { account_id: accountId, server_id: "team-notes" },
          query: { days: 30 },
        },
      },
    ),
  );
  show(`readServerToolCallTimeseries ${calls.total} calls`);
}
// endregion

// region readPortalToolCallTimeseries
async function readPortalToolCallTimeseries(client: Client<paths>, accountId: string) {
  const { result: calls } = orThrow(
    await client.GET(
      "/accounts/{account_id}/access/ai-controls/mcp/analytics/portals/{portal_id}/tool-calls/timeseries",
      {
        params: {
          path: { account_id: accountId, portal_id: "team" },
          query: { tz: "+01:00" },
        },
      },
    ),
  );
  show(`readPortalToolCallTimeseries ${calls.total} calls`);
}
// endregion

// region readToolCallTimeseries
async function readToolCallTimeseries(client: Client<paths>, accountId: string) {
  const { result: calls } = orThrow(
    await client.GET(
      "/accounts/{account_id}/access/ai-controls/mcp/analytics/tool-calls/timeseries",
      {
        params: {
          path: { account_id: accountId },
          query: { granularity: "monthly" },
        },
      },
    ),
  );
  show(`readToolCallTimeseries ${calls.total} calls`);
}
// endregion

// region deleteMcpPortal
async function deleteMcpPortal(client: Client<paths>, accountId: string) {
  const { result: portal } = orThrow(
    await client.DELETE("/accounts/{account_id}/access/ai-controls/mcp/portals/{id}", {
      params: { path: { account_id: accountId, id: "team" } },
    }),
  );
  show(`deleteMcpPortal ${portal.id}`);
}
// endregion

// region deleteMcpServer
async function deleteMcpServer(client: Client<paths>, accountId: string) {
  const { result: server } = orThrow(
    await client.DELETE("/accounts/{account_id}/access/ai-controls/mcp/servers/{id}", {
      params: { path: { account_id: accountId, id: "team-notes" } },
    }),
  );
  show(`deleteMcpServer ${server.id}`);
}
// endregion

const story = [
  createMcpServer,
  syncMcpServer,
  readMcpServer,
  updateMcpServer,
  listMcpServers,
  createMcpPortal,
  readMcpPortal,
  updateMcpPortal,
  readEffectiveRedirectUri,
  listMcpPortals,
  readServerToolCallTimeseries,
  readPortalToolCallTimeseries,
  readToolCallTimeseries,
  deleteMcpPortal,
  deleteMcpServer,
];

await run(async (client, accountId) => {
  for (const operation of story) await operation(client, accountId);
});
