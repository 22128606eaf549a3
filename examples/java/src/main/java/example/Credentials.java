package example;

import example.Failure.Kind;
import java.net.http.HttpRequest;
import java.util.function.Consumer;

/** Signs requests with a token, or with e-mail and key. A value that is not given is null. */
record Credentials(String token, String email, String key) implements Consumer<HttpRequest.Builder> {
    Credentials {
        if (token == null ? email == null || key == null : email != null || key != null) {
            throw new Failure(
                    Kind.CREDENTIALS, "give CLOUDFLARE_API_TOKEN alone, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY");
        }
        requireSendable("CLOUDFLARE_API_TOKEN", token);
        requireSendable("CLOUDFLARE_EMAIL", email);
        requireSendable("CLOUDFLARE_API_KEY", key);
    }

    // The builder of requests also refuses such a value, but shows it in the error.
    private static void requireSendable(String name, String value) {
        if (value != null && !value.matches("[!-~]([ -~]*[!-~])?")) {
            throw new Failure(Kind.CREDENTIALS, name + " is empty or has a character that a header cannot hold");
        }
    }

    @Override
    public void accept(HttpRequest.Builder request) {
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        } else {
            request.setHeader("X-Auth-Email", email).setHeader("X-Auth-Key", key);
        }
    }

    @Override
    public String toString() {
        return token != null ? "Credentials(token)" : "Credentials(email, key)";
    }
}
