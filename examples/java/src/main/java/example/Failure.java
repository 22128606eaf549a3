package example;

import cloudflare.ApiException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The reason why a call failed. The message is one line. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Kind {
        ARGUMENT,
        CREDENTIALS,
        STATUS,
        UNSUCCESSFUL,
        ANSWER,
        CONNECTION,
        PAGING
    }

    final Kind kind;
    final int status;
    final transient List<Integer> codes;
    /** What the answer gives in spite of the failure, such as the reason of a failed sync. */
    final transient JsonNode result;

    Failure(Kind kind, String message) {
        this(kind, 0, List.of(), message, MissingNode.getInstance());
    }

    private Failure(Kind kind, int status, List<Integer> codes, String message, JsonNode result) {
        super(printable(message).replaceFirst("(.{300}).+", "$1"));
        this.kind = kind;
        this.status = status;
        this.codes = codes;
        this.result = result;
    }

    /** Makes one line of a text that other people may have written: a terminal would obey its escapes. */
    static String printable(String text) {
        return text.replaceAll("[\\p{C}\\p{Z}]+", " ");
    }

    static Failure of(Exception exception) {
        if (exception instanceof Failure failure) {
            return failure;
        }
        if (!(exception instanceof ApiException api)) {
            throw new IllegalArgumentException(exception);
        }
        if (api.getCode() != 0) {
            return of(Kind.STATUS, api.getCode(), parse(api.getResponseBody()));
        }
        if (api.getCause() instanceof Answers.Unsuccessful unsuccessful) {
            // The generated client does not give the status of an unreadable answer.
            return of(Kind.UNSUCCESSFUL, 200, unsuccessful.envelope);
        }
        if (api.getCause() instanceof JsonProcessingException unreadable) {
            if (unreadable.getCause() instanceof RuntimeException bug) {
                throw bug; // Jackson wraps the exceptions of `Answers`.
            }
            return new Failure(Kind.ANSWER, "unreadable answer: " + told(unreadable));
        }
        return new Failure(Kind.CONNECTION, "no answer: " + message(api.getCause()));
    }

    private static Failure of(Kind kind, int status, JsonNode envelope) {
        JsonNode result = envelope.path("result");
        List<Integer> codes = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (JsonNode error : envelope.path("errors")) {
            String reason = error.path("message").asText("no message");
            if (error.path("code").isInt()) {
                codes.add(error.get("code").intValue());
                reason = "[" + error.get("code") + "] " + reason;
            }
            reasons.add(reason);
        }
        if (reasons.isEmpty()) {
            // A failed sync has its reason only in the result.
            reasons.add(result.path("error").asText("no reason given"));
        }
        return new Failure(kind, status, codes, status + " " + String.join("; ", reasons), result);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String told(JsonProcessingException exception) {
        String message = exception.getOriginalMessage();
        if (!(exception instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return message;
        }
        String place = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return place.substring(1) + ": " + message;
    }

    private static String message(Throwable exception) {
        return exception.getMessage() == null ? exception.getClass().getSimpleName() : exception.getMessage();
    }
}
