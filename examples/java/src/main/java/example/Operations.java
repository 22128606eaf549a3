package example;

import cloudflare.ApiClient;
import cloudflare.ApiException;
import cloudflare.api.McpAnalyticsApi;
import cloudflare.api.McpPortalsApi;
import cloudflare.api.McpServersApi;
import cloudflare.model.AuthType;
import cloudflare.model.CapabilityOverride;
import cloudflare.model.EffectiveRedirectUri;
import cloudflare.model.McpPortal;
import cloudflare.model.McpPortalCreate;
import cloudflare.model.McpPortalUpdate;
import cloudflare.model.McpServer;
import cloudflare.model.McpServerCreate;
import cloudflare.model.McpServerUpdate;
import cloudflare.model.PortalServerAttachment;
import cloudflare.model.SyncResult;
import cloudflare.model.TimeseriesGranularity;
import cloudflare.model.ToolCallTimeseries;
import java.util.List;

/** Calls every operation once: creates, uses and deletes a server and a portal. */
final class Operations {
    private Operations() {}

    public static void main(String[] arguments) {
        try {
            ApiClient client = Client.fromEnvironment();
            tell(new McpServersApi(client), new McpPortalsApi(client), new McpAnalyticsApi(client), Client.accountId());
        } catch (ApiException | Failure e) {
            System.err.println(Failure.of(e).getMessage());
            System.exit(1);
        }
    }

    private static void tell(
            McpServersApi servers, McpPortalsApi portals, McpAnalyticsApi analytics, String accountId)
            throws ApiException {
        show("createMcpServer " + createMcpServer(servers, accountId).getId());
        show("syncMcpServer " + syncMcpServer(servers, accountId).getStatus());
        show("readMcpServer " + readMcpServer(servers, accountId).getTools().size() + " tools");
        show("updateMcpServer " + updateMcpServer(servers, accountId).getName());
        show("listMcpServers " + listMcpServers(servers, accountId).size() + " found");
        show("createMcpPortal " + createMcpPortal(portals, accountId).getId());
        show("readMcpPortal " + readMcpPortal(portals, accountId).getHostname());
        show("updateMcpPortal " + updateMcpPortal(portals, accountId).getName());
        show("readEffectiveRedirectUri " + readEffectiveRedirectUri(portals, accountId).getRedirectUri());
        show("listMcpPortals " + listMcpPortals(portals, accountId).size() + " found");
        show("readServerToolCallTimeseries " + readServerToolCallTimeseries(servers, accountId).getTotal());
        show("readPortalToolCallTimeseries " + readPortalToolCallTimeseries(portals, accountId).getTotal());
        show("readToolCallTimeseries " + readToolCallTimeseries(analytics, accountId).getTotal());
        show("deleteMcpPortal " + deleteMcpPortal(portals, accountId).getId());
        show("deleteMcpServer " + deleteMcpServer(servers, accountId).getId());
    }

    private static void show(String line) {
        System.out.println(Failure.printable(line));
    }

    // region createMcpServer
    static McpServer createMcpServer(McpServersApi servers, String accountId) throws ApiException {
        McpServerCreate server = new McpServerCreate()
                .id("team-notes")
                .name("Team notes")
                .hostname("https://notes.example.com/mcp")
                .authType(AuthType.BEARER)
                .authCredentials(System.getenv("NOTES_TOKEN"));
        return servers.createMcpServer(accountId, server).getResult();
    }
    // endregion

    // region syncMcpServer
    static SyncResult syncMcpServer(McpServersApi servers, String accountId) throws ApiException {
        return servers.syncMcpServer(accountId, "team-notes").getResult();
    }
    // endregion

    // region readMcpServer
    static McpServer readMcpServer(McpServersApi servers, String accountId) throws ApiException {
        return servers.readMcpServer(accountId, "team-notes").getResult();
    }
    // endregion

    // region updateMcpServer
    static McpServer updateMcpServer(McpServersApi servers, String accountId) throws ApiException {
        McpServerUpdate renamed = new McpServerUpdate().name("Notes of the team");
        return servers.updateMcpServer(accountId, "team-notes", renamed).getResult();
    }
    // endregion

    // region listMcpServers
    static List<McpServer> listMcpServers(McpServersApi servers, String accountId) throws ApiException {
        Integer page = 1;
        Integer perPage = 100;
        return servers.listMcpServers(accountId, page, perPage, "team-notes").getResult();
    }
    // endregion

    // region createMcpPortal
    static McpPortal createMcpPortal(McpPortalsApi portals, String accountId) throws ApiException {
        McpPortalCreate portal = new McpPortalCreate()
                .id("team")
                .name("Team")
                .hostname("mcp.example.com")
                .addServersItem(new PortalServerAttachment().serverId("team-notes").onBehalf(false));
        return portals.createMcpPortal(accountId, portal).getResult();
    }
    // endregion

    // region readMcpPortal
    static McpPortal readMcpPortal(McpPortalsApi portals, String accountId) throws ApiException {
        return portals.readMcpPortal(accountId, "team").getResult();
    }
    // endregion

    // region updateMcpPortal
    static McpPortal updateMcpPortal(McpPortalsApi portals, String accountId) throws ApiException {
        CapabilityOverride renamed = new CapabilityOverride().name("search_flag").alias("find-notes");
        PortalServerAttachment notes = new PortalServerAttachment()
                .serverId("team-notes")
                .onBehalf(false)
                .addUpdatedToolsItem(renamed);
        McpPortalUpdate changes = new McpPortalUpdate().addServersItem(notes);
        return portals.updateMcpPortal(accountId, "team", changes).getResult();
    }
    // endregion

    // region readEffectiveRedirectUri
    static EffectiveRedirectUri readEffectiveRedirectUri(McpPortalsApi portals, String accountId)
            throws ApiException {
        return portals.readEffectiveRedirectUri(accountId, "team", "team-notes").getResult();
    }
    // endregion

    // region listMcpPortals
    static List<McpPortal> listMcpPortals(McpPortalsApi portals, String accountId) throws ApiException {
        Integer page = 1;
        Integer perPage = 100;
        String search = null;
        return portals.listMcpPortals(accountId, page, perPage, search).getResult();
    }
    // endregion

    // region readServerToolCallTimeseries
    static ToolCallTimeseries readServerToolCallTimeseries(McpServersApi servers, String accountId) throws ApiException {
        TimeseriesGranularity granularity = TimeseriesGranularity.DAILY;
        String aggregate = "false";
        String tz = null;
        Integer days = 30;
        return servers.readServerToolCallTimeseries(accountId, "team-notes", granularity, aggregate, tz, days).getResult();
    }
    // endregion

    // region readPortalToolCallTimeseries
    static ToolCallTimeseries readPortalToolCallTimeseries(McpPortalsApi portals, String accountId) throws ApiException {
        TimeseriesGranularity granularity = TimeseriesGranularity.DAILY;
        String aggregate = "false";
        String tz = "+01:00";
        Integer days = null;
        return portals.readPortalToolCallTimeseries(accountId, "team", granularity, aggregate, tz, days).getResult();
    }
    // endregion

    // region readToolCallTimeseries
    static ToolCallTimeseries readToolCallTimeseries(McpAnalyticsApi analytics, String accountId) throws ApiException {
        TimeseriesGranularity granularity = TimeseriesGranularity.MONTHLY;
        String aggregate = "false";
        String tz = null;
        Integer days = null;
        return analytics.readToolCallTimeseries(accountId, granularity, aggregate, tz, days).getResult();
    }
    // endregion

    // region deleteMcpPortal
    static McpPortal deleteMcpPortal(McpPortalsApi portals, String accountId) throws ApiException {
        return portals.deleteMcpPortal(accountId, "team").getResult();
    }
    // endregion

    // region deleteMcpServer
    static McpServer deleteMcpServer(McpServersApi servers, String accountId) throws ApiException {
        return servers.deleteMcpServer(accountId, "team-notes").getResult();
    }
    // endregion
}
