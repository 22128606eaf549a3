package example;

import cloudflare.ApiClient;
import cloudflare.ApiException;
import cloudflare.api.McpPortalsApi;
import cloudflare.api.McpServersApi;
import cloudflare.model.McpPortalUpdate;
import cloudflare.model.McpServer;
import cloudflare.model.McpServerCreate;
import cloudflare.model.McpServerUpdate;
import cloudflare.model.TimeseriesGranularity;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the requests of the contract kit, one per line, and prints the results. */
final class Replay {
    private static final ObjectMapper JSON = Answers.mapper();

    private Replay() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
        }
    }

    private static Map<String, ?> answer(JsonNode request) {
        try {
            return Collections.singletonMap("result", result(request));
        } catch (ApiException | Failure e) {
            Failure failure = Failure.of(e);
            return Map.of("error", Map.of(
                    "kind", failure.kind.name().toLowerCase(Locale.ROOT),
                    "status", failure.status,
                    "codes", failure.codes,
                    "message", failure.getMessage(),
                    "result", failure.result));
        }
    }

    private static Object result(JsonNode request) throws ApiException {
        JsonNode given = request.path("credentials");
        ApiClient client = Client.of(
                text(request, "base_url"),
                new Credentials(text(given, "api_token"), text(given, "api_email"), text(given, "api_key")));
        McpServersApi servers = new McpServersApi(client);
        McpPortalsApi portals = new McpPortalsApi(client);
        JsonNode arguments = request.path("arguments");
        String accountId = text(arguments, "account_id");
        String id = text(arguments, "id");
        String operation = text(request, "operation");
        return switch (operation) {
            case "listMcpServers" -> list(servers, accountId, arguments, request.path("walk").asBoolean());
            case "readMcpServer" -> Answers.present(servers.readMcpServer(accountId, id)).getResult();
            case "createMcpServer" -> Answers.present(servers.createMcpServer(
                    accountId, JSON.convertValue(request.path("body"), McpServerCreate.class))).getResult();
            case "updateMcpServer" -> Answers.present(servers.updateMcpServer(
                    accountId, id, JSON.convertValue(request.path("body"), McpServerUpdate.class))).getResult();
            case "syncMcpServer" -> Answers.present(servers.syncMcpServer(accountId, id)).getResult();
            case "readMcpPortal" -> Answers.present(portals.readMcpPortal(accountId, id)).getResult();
            case "updateMcpPortal" -> Answers.present(portals.updateMcpPortal(
                    accountId, id, JSON.convertValue(request.path("body"), McpPortalUpdate.class))).getResult();
            case "readServerToolCallTimeseries" -> Answers.present(servers.readServerToolCallTimeseries(
                    accountId,
                    text(arguments, "server_id"),
                    granularity(arguments),
                    text(arguments, "aggregate"),
                    text(arguments, "tz"),
                    number(arguments, "days"))).getResult();
            default -> throw unknown(operation);
        };
    }

    private static List<McpServer> list(
            McpServersApi servers, String accountId, JsonNode arguments, boolean walk) throws ApiException {
        Integer page = number(arguments, "page");
        Integer perPage = number(arguments, "per_page");
        String search = text(arguments, "search");
        if (!walk) {
            return Answers.present(servers.listMcpServers(accountId, page, perPage, search)).getResult();
        }
        List<McpServer> all = new ArrayList<>();
        ListServers.forEach(servers, accountId, perPage, search, all::add);
        return all;
    }

    private static String text(JsonNode object, String name) {
        return object.hasNonNull(name) ? object.get(name).asText() : null;
    }

    private static TimeseriesGranularity granularity(JsonNode object) {
        String value = text(object, "granularity");
        return value == null ? null : new TimeseriesGranularity(value);
    }

    private static Integer number(JsonNode object, String name) {
        return object.hasNonNull(name) ? object.get(name).asInt() : null;
    }

    private static Error unknown(String operation) {
        System.err.println("unknown operation: " + operation);
        System.exit(2);
        return new AssertionError();
    }
}
