package example;

import cloudflare.ApiClient;
import example.Failure.Kind;
import java.net.http.HttpClient;
import java.time.Duration;

/** Makes a configured client. */
final class Client {
    private static final String CONFIDENTIAL =
            "https://\\S+|http://(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?(/\\S*)?";

    private Client() {}

    static ApiClient fromEnvironment() {
        String token = System.getenv("CLOUDFLARE_API_TOKEN");
        Credentials credentials = token != null
                ? new Credentials(token, null, null)
                : new Credentials(null, System.getenv("CLOUDFLARE_EMAIL"), System.getenv("CLOUDFLARE_API_KEY"));
        return of(System.getenv("CLOUDFLARE_BASE_URL"), credentials);
    }

    /** Uses the contract's base URL if none is given. Does not follow redirects. */
    static ApiClient of(String baseUrl, Credentials credentials) {
        if (baseUrl != null && !baseUrl.matches(CONFIDENTIAL)) {
            throw new Failure(Kind.CREDENTIALS, "CLOUDFLARE_BASE_URL must be https, or http to this machine");
        }
        String address = baseUrl == null ? null : baseUrl.replaceFirst("/+$", "");
        return new ApiClient(HttpClient.newBuilder(), Answers.mapper(), address)
                .setConnectTimeout(Duration.ofSeconds(5))
                .setReadTimeout(Duration.ofSeconds(60))
                .setRequestInterceptor(credentials);
    }

    static String accountId() {
        String accountId = System.getenv("CLOUDFLARE_ACCOUNT_ID");
        if (accountId == null || accountId.isBlank()) {
            throw new Failure(Kind.ARGUMENT, "CLOUDFLARE_ACCOUNT_ID is not set");
        }
        return accountId;
    }
}
