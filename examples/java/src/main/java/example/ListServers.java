package example;

import cloudflare.ApiException;
import cloudflare.api.McpServersApi;
import cloudflare.model.McpServer;
import cloudflare.model.McpServerList;
import cloudflare.model.ResultInfo;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Prints every MCP server of an account. */
final class ListServers {
    private ListServers() {}

    public static void main(String[] arguments) {
        try {
            McpServersApi servers = new McpServersApi(Client.fromEnvironment());
            forEach(servers, Client.accountId(), 100, null, server ->
                    System.out.println(Failure.printable(
                            server.getId() + " " + server.getStatus() + " " + server.getHostname())));
        } catch (ApiException | Failure e) {
            System.err.println(Failure.of(e).getMessage());
            System.exit(1);
        }
    }

    /** Passes every server of the account to a consumer, page by page. */
    static void forEach(
            McpServersApi servers, String accountId, Integer perPage, String search, Consumer<McpServer> action)
            throws ApiException {
        List<McpServer> before = List.of();
        for (int page = 1; ; page++) {
            McpServerList list =
                    Answers.present(servers.listMcpServers(accountId, page == 1 ? null : page, perPage, search));
            ResultInfo info = Objects.requireNonNullElseGet(list.getResultInfo(), ResultInfo::new);
            if (info.getPage() != null && info.getPage() != page) {
                throw new Failure(Failure.Kind.PAGING, "asked for page " + page + ", the server gave page " + info.getPage());
            }
            if (!before.isEmpty() && list.getResult().equals(before)) {
                throw new Failure(Failure.Kind.PAGING, "asked for page " + page + ", the server gave the page before it again");
            }
            before = list.getResult();
            list.getResult().forEach(action);
            if (isLast(page, list.getResult().size(), info)) {
                return;
            }
        }
    }

    // The requested per_page does not show whether a page is the last, because the server may give less.
    private static boolean isLast(int page, int rows, ResultInfo info) {
        int size = Math.max(rows, Objects.requireNonNullElse(info.getPerPage(), 0));
        int total = Objects.requireNonNullElse(info.getTotalCount(), Integer.MAX_VALUE);
        int pages = Objects.requireNonNullElse(info.getTotalPages(), Integer.MAX_VALUE);
        return rows == 0 || rows < size || page >= pages || (long) page * size >= total;
    }
}
