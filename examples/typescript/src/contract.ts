// Checks that answers have the shape of openapi.yaml, which the generated types assume.
import { readFileSync } from "node:fs";
import type { Middleware } from "openapi-fetch";
import { parse } from "yaml";

interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Operation {
  responses: Record<string, { content: { "application/json": { schema: Schema } } }>;
}

interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const { paths, components }: Contract = parse(
  readFileSync(new URL("../../../openapi.yaml", import.meta.url), "utf8"),
);

export class AnswerError extends Error {}

/** Reads every successful answer. A missing required member is an error. */
export const contract: Middleware = {
  async onResponse({ request, response, schemaPath }) {
    if (!response.ok) return;
    const operation = paths[schemaPath]?.[request.method.toLowerCase()];
    const schema = operation?.responses[response.status]?.content["application/json"].schema;
    if (!schema) throw new AnswerError(`${response.status} is not in the contract`);
    const answer: unknown = await response
      .clone()
      .json()
      .catch((cause: unknown) => {
        throw new AnswerError("the answer is not JSON", { cause });
      });
    if (typeOf(answer) === "object" && Object(answer).success !== true) return;
    return new Response(JSON.stringify(read(schema, answer, "answer")), response);
  },
};

function read(schema: Schema, value: unknown, place: string, isOptional = false): unknown {
  const { $ref, type, format, nullable, items = {}, properties = {}, required = [] } = schema;
  if ($ref)
    return read(
      components.schemas[$ref.replace("#/components/schemas/", "")]!,
      value,
      place,
      isOptional,
    );
  if (value === null || value === undefined) {
    if (nullable) return null;
    if (type === "array") return [];
    throw new AnswerError(`${place} is missing`);
  }
  if ((type === "array" || type === "object") && typeOf(value) !== type)
    throw new AnswerError(`${place} is not an ${type}`);
  if (Array.isArray(value))
    return value.map((each, index) => read(items, each, `${place}[${index}]`));
  if (type === "object") {
    const members: Record<string, unknown> = { ...value };
    for (const [name, property] of Object.entries(properties)) {
      const isOptional = !required.includes(name);
      if (!isOptional || (members[name] ?? null) !== null)
        members[name] = read(property, members[name], `${place}.${name}`, isOptional);
    }
    return members;
  }
  // The API sends 0 and 1 because its database has no booleans.
  if (type === "boolean" && (value === 0 || value === 1)) return value === 1;
  const scalar = format === "date-time" ? rfc3339(String(value)) : value;
  if (!type || typeof scalar === type.replace("integer", "number")) return scalar;
  if (isOptional) return undefined;
  throw new AnswerError(`${place} is not of type ${type}`);
}

/** Adds the T and the zone if the API omits them; `new Date()` would take the UTC time for local. */
function rfc3339(text: string): string | undefined {
  const [, day, time, zone = "Z"] = /^(.{10})[T ]([\d:.]+)(Z|[+-].+)?$/i.exec(text) ?? [];
  return day && `${day}T${time}${zone.toUpperCase()}`;
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
