// The parts that openapi-fetch lacks: credentials, failures, and settings from the environment.
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../generated/openapi.js";
import { contract } from "./contract.js";

type Answer<T> = { data?: T; error?: unknown; response: Response };

export class CredentialsError extends Error {}
export class PagingError extends Error {}
export class ApiError extends Error {
  constructor(
    readonly response: Response,
    readonly errors: { code?: number; message: string }[],
    readonly result: unknown,
  ) {
    const reasons = errors.map(({ code, message }) => (code ? `[${code}] ${message}` : message));
    // A failed sync has its reason only in the result.
    const otherwise = Object(result).error ?? (response.ok ? "without success" : response.statusText);
    super(`${response.status} ${reasons.join("; ") || otherwise}`);
  }
}

export function connect(baseUrl: string, token?: string, email?: string, key?: string) {
  if (!/^(https:\/\/|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$))/.test(baseUrl))
    throw new CredentialsError("CLOUDFLARE_BASE_URL must be https, or http to this machine");
  if ([email, key].filter((value) => value !== undefined).length !== (token === undefined ? 2 : 0))
    throw new CredentialsError(
      "give CLOUDFLARE_API_TOKEN alone, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY",
    );
  const pair = { "X-Auth-Email": email, "X-Auth-Key": key };
  const headers = token === undefined ? pair : { Authorization: `Bearer ${token}` };
  for (const [name, value = ""] of Object.entries(headers))
    if (!/^[!-~]+( [!-~]+)*$/.test(value))
      throw new CredentialsError(`${name} is blank or has a character that a header cannot hold`);
  const client = createClient<paths>({ baseUrl, headers, redirect: "manual" });
  client.use(contract);
  return client;
}

export function orThrow<T extends { success: boolean }>({ data, error, response }: Answer<T>): T {
  if (data?.success === true) return data;
  const { errors, result } = Object(data ?? error); // a string if a proxy answered
  throw new ApiError(response, Array.isArray(errors) ? errors.filter(Boolean) : [], result);
}

const printable = (text: string) => text.replace(/[\p{C}\p{Z}]+/gu, " ");

/** Prints a line. Other people may have written it, and a terminal would obey its escapes. */
export const show = (line: string) => console.log(printable(line));

export async function run(program: (client: Client<paths>, accountId: string) => Promise<void>) {
  try {
    const { CLOUDFLARE_API_TOKEN, CLOUDFLARE_EMAIL, CLOUDFLARE_API_KEY, ...env } = process.env;
    const baseUrl = env.CLOUDFLARE_BASE_URL ?? "https://api.cloudflare.com/client/v4";
    if (!env.CLOUDFLARE_ACCOUNT_ID) throw new Error("CLOUDFLARE_ACCOUNT_ID is not set");
    const pair = [CLOUDFLARE_EMAIL, CLOUDFLARE_API_KEY];
    const client = connect(baseUrl, CLOUDFLARE_API_TOKEN, ...(CLOUDFLARE_API_TOKEN ? [] : pair));
    await program(client, env.CLOUDFLARE_ACCOUNT_ID);
  } catch (error) {
    const { message, cause } = error as { message: string; cause?: NodeJS.ErrnoException };
    const line = cause ? `${message}: ${cause.message || cause.code}` : message;
    console.error(printable(line).slice(0, 300));
    process.exitCode = 1;
  }
}
