package example;

import cloudflare.ApiClient;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks answers where the generated client does not follow the contract. */
@SuppressWarnings("serial") // Jackson's base classes are serializable; these are never serialized.
final class Answers {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .parseLenient()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter();

    private Answers() {}

    static ObjectMapper mapper() {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(OffsetDateTime.class, new DateTimes());
        module.setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
                List<BeanPropertyDefinition> required =
                        bean.findProperties().stream().filter(BeanPropertyDefinition::isRequired).toList();
                return required.isEmpty() ? deserializer : new Complete(deserializer, required);
            }
        });
        ObjectMapper mapper = ApiClient.createDefaultObjectMapper().registerModule(module);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.AsNull)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.AsNull)
                .setCoercion(CoercionInputShape.Float, CoercionAction.AsNull);
        return mapper;
    }

    /** Refuses null, which the generated client returns for an answer without a body. */
    static <T> T present(T answer) {
        if (answer == null) {
            throw new Failure(Failure.Kind.ANSWER, "the answer is empty");
        }
        return answer;
    }

    /** An answer with a 2xx status whose envelope reports a failure. */
    static final class Unsuccessful extends JsonMappingException {
        final transient JsonNode envelope;

        private Unsuccessful(JsonParser parser, JsonNode envelope) {
            super(parser, "unsuccessful");
            this.envelope = envelope;
        }
    }

    /** Accepts a space for the T, takes UTC if there is no zone, and reads other text as null. */
    private static final class DateTimes extends FromStringDeserializer<OffsetDateTime> {
        private DateTimes() {
            super(OffsetDateTime.class);
        }

        @Override
        protected OffsetDateTime _deserialize(String text, DeserializationContext context) throws IOException {
            try {
                return DATE_TIME.parse(text.replace(' ', 'T'), OffsetDateTime::from);
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** Refuses an object without a required field, which Jackson does not check. */
    private static final class Complete extends DelegatingDeserializer {
        private final List<BeanPropertyDefinition> required;
        private final boolean isEnvelope;

        private Complete(JsonDeserializer<?> deserializer, List<BeanPropertyDefinition> required) {
            super(deserializer);
            this.required = required;
            this.isEnvelope = required.stream().anyMatch(property -> property.getName().equals("success"));
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
            return new Complete(deserializer, required);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object object = super.deserialize(isEnvelope ? open(parser, context) : parser, context);
            for (BeanPropertyDefinition property : required) {
                Object value = property.getGetter().getValue(object);
                if (value == null && property.getPrimaryType().isCollectionLikeType()) {
                    property.getSetter().setValue(object, new ArrayList<>());
                } else if (value == null || value instanceof List<?> rows && rows.contains(null)) {
                    JsonMappingException missing = JsonMappingException.from(parser, "required, but null or missing");
                    missing.prependPath(object, property.getName());
                    throw missing;
                }
            }
            return object;
        }

        /** Checks `success` first, because the rest of a failure may break the contract. */
        private static JsonParser open(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode envelope = context.readTree(parser);
            if (envelope.has("success") && !envelope.get("success").equals(BooleanNode.TRUE)) {
                throw new Unsuccessful(parser, envelope);
            }
            JsonParser again = new TreeTraversingParser(envelope, parser.getCodec());
            again.nextToken();
            return again;
        }
    }
}
