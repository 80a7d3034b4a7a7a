type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = Readonly<Record<string, Json | undefined>>;

/**
 * Applies a JSON merge patch: what it names is set, what it names `null` is removed, objects are merged likewise,
 * lists are replaced. https://www.rfc-editor.org/rfc/rfc7396
 *
 * @param target  stays as it is
 * @param patch   of the same shape, all of it optional; checked against a schema before
 * @returns a new object, which has the target's type if the schema lets `null` only remove what is optional
 */
export function mergePatch<T extends object>(target: T, patch: object): T {
  return merged(target as JsonObject, patch as JsonObject) as T;
}

function merged(target: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, Json | undefined> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) delete result[name];
    else if (isObject(value))
      result[name] = merged(isObject(result[name]) ? result[name] : {}, value) as Json;
    else result[name] = value;
  }
  return result;
}

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
