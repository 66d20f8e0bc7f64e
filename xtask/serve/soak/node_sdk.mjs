// Calls a strict double of the platform with the official Node SDK: every operation that the SDK and the spec share.
//
// Environment: BUNDLE is the file of `cargo xtask bundle`. `cargo xtask serve` prints VC_BASE_URL, VC_APP_ID,
// VC_APP_SECRET and USER_ACCESS_TOKEN. The exit status is 1 if a call differs from the spec.

import { readFileSync } from "node:fs";
import { Client, LoggerLevel, withUserAccessToken } from "@larksuiteoapi/node-sdk";

const env = process.env;
const bundle = JSON.parse(readFileSync(env.BUNDLE, "utf8"));

/** Resolves a reference. The keys beside it, such as an example, take precedence over the keys of its target. */
function resolved(schema) {
  if (!schema.$ref) return schema;
  const target = schema.$ref.slice(2).split("/").reduce((value, key) => value[key], bundle);
  return { ...resolved(target), ...schema, $ref: undefined };
}

const BY_FORMAT = {
  "date-time": "2020-12-25T09:34:27Z",
  "unix-seconds": "1608888867",
  "unix-millis": "1608888867000",
  int64: "1",
};

/** Returns a value for a schema: its example, or else the first of its values, or else a value of its type. */
function sample(schema, fullest, above = []) {
  const name = schema.$ref;
  const own = schema.examples?.[0];
  const { type, format, examples, oneOf, minimum, items, properties = {}, required = [] } = resolved(schema);
  if (!type && oneOf) return sample(oneOf.find((one) => resolved(one).type === "string"), fullest, above);
  const example = own ?? examples?.[0];
  switch (type) {
    case "object": {
      const within = name ? [...above, name] : above;
      const isGiven = (key) => required.includes(key) || (fullest && !leadsBack(properties[key], within));
      const given = Object.keys(properties).filter(isGiven);
      return Object.fromEntries(given.map((key) => [key, sample(properties[key], fullest, within)]));
    }
    case "array":
      return [sample(example?.length ? { ...items, examples: [example[0]] } : items, fullest, above)];
    case "boolean":
      return example ?? true;
    case "integer":
    case "number":
      return example ?? oneOf?.[0].const ?? minimum ?? 1;
    default:
      return String(example ?? oneOf?.[0].const ?? BY_FORMAT[format] ?? "text");
  }
}

/** Returns whether a schema contains itself. */
function leadsBack(schema, above) {
  const { items } = resolved(schema);
  return above.includes(schema.$ref) || (items !== undefined && leadsBack(items, above));
}

/** Operations of the spec, by method and path without the names of the parameters. */
const operations = new Map();
const key = (method, path) => `${method.toUpperCase()} ${path.replace(/\{[^/]*\}/g, "{}")}`;
for (const [path, methods] of Object.entries(bundle.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (operation.operationId) operations.set(key(method, path), { ...operation, path });
  }
}

/** Yields all functions below an object of the SDK, with their names. */
function* methods(object, name) {
  for (const [part, value] of Object.entries(object ?? {})) {
    if (typeof value === "function") yield [`${name}.${part}`, value];
    else if (value && typeof value === "object") yield* methods(value, `${name}.${part}`);
  }
}

const options = { appId: env.VC_APP_ID, appSecret: env.VC_APP_SECRET, loggerLevel: LoggerLevel.error };

/** Returns the method and path of every function of the SDK that makes one call. Finds them without sending anything. */
async function learned() {
  let seen;
  const request = async (config) => ((seen = config), {});
  const silent = { domain: "http://nowhere", disableTokenCache: true, httpInstance: { request } };
  const client = new Client({ ...options, ...silent });
  const found = [];
  for (const [name, method] of methods(client.vc, "vc")) {
    const path = {};
    for (let complete = false; !complete; ) {
      seen = undefined;
      complete = true;
      try {
        await method({ path });
      } catch (error) {
        const missing = /request miss (\w+) path argument/.exec(error.message)?.[1];
        if (missing && !(missing in path)) {
          path[missing] = `{${missing}}`;
          complete = false;
        }
      }
    }
    // An iterator over pages sends nothing before its first page is read, so it is not found.
    if (seen) found.push({ name, method: seen.method, path: decodeURI(new URL(seen.url).pathname) });
  }
  return found;
}

/** Returns the arguments of a function of the SDK, with values from the spec of its operation. */
function payload(operation, path, fullest) {
  const parameters = (template) => [...template.matchAll(/\{([^/]*)\}/g)].map((match) => match[1]);
  const names = [operation.path, path].map(parameters);
  const made = { path: {}, params: {} };
  for (const parameter of (operation.parameters ?? []).map(resolved)) {
    const value = sample(parameter.schema, fullest);
    if (parameter.in === "path") made.path[names[1][names[0].indexOf(parameter.name)]] = encodeURIComponent(value);
    else if (parameter.required || fullest) made.params[parameter.name] = value;
  }
  const body = operation.requestBody && resolved(operation.requestBody).content["application/json"].schema;
  if (body) made.data = sample(body, fullest);
  return made;
}

/** Makes a call, and returns its differences from the spec. */
async function differences(method, made, token) {
  try {
    const response = await method(made, ...token);
    // A file has no envelope. Its connection stays open until the file is read.
    if (response.getReadableStream) {
      const chunks = await response.getReadableStream().toArray();
      return chunks.length ? [] : ["the file is empty"];
    }
    if (response.code === 0) return [];
    return [`code ${response.code}: ${response.msg}`];
  } catch (error) {
    const body = error.response?.data;
    const violations = body?.error?.field_violations ?? [];
    if (violations.length) return violations.map(({ field, description }) => `${field}: ${description}`);
    return [body?.code ? `code ${body.code}: ${body.msg}` : error.message];
  }
}

const tooLate = () => {
  console.log("the calls did not end within two minutes");
  process.exit(1);
};
setTimeout(tooLate, 120_000).unref();

const client = new Client({ ...options, domain: env.VC_BASE_URL });
const functions = new Map(methods(client.vc, "vc"));
const unknown = new Set();
const both = new Map();
for (const { name, method, path } of await learned()) {
  const operation = operations.get(key(method, path));
  if (!operation) unknown.add(`${method} ${path}`);
  else if (!both.has(operation.operationId)) both.set(operation.operationId, { name, path, operation });
}

let passed = 0;
for (const [id, { name, path, operation }] of both) {
  const kinds = new Set((operation.security ?? []).flatMap(Object.keys));
  // The SDK fetches a tenant access token by itself.
  const token = kinds.has("tenant_access_token") ? [] : [withUserAccessToken(env.USER_ACCESS_TOKEN)];
  const found = new Set();
  for (const fullest of [false, true]) {
    for (const one of await differences(functions.get(name), payload(operation, path, fullest), token)) found.add(one);
  }
  if (!found.size) passed += 1;
  for (const one of found) console.log(`${id} (${name}): ${one}`);
}
const alone = [...operations.values()].map(({ operationId }) => operationId).filter((id) => !both.has(id));
console.log(`operations that only the SDK has: ${unknown.size}`);
console.log(`operations that only the spec has: ${alone.length} (${alone.join(", ")})`);
console.log(`operations that both have: ${both.size}; passed: ${passed}; with differences: ${both.size - passed}`);
process.exitCode = both.size > 0 && passed === both.size ? 0 : 1;
