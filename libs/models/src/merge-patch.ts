type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = Readonly<Record<string, Json | undefined>>;

/**
 * Applies a JSON merge patch: sets the fields of the patch, removes those that are `null`, merges objects recursively and
 * replaces arrays. https://www.rfc-editor.org/rfc/rfc7396
 *
 * @param target  the object to patch; not modified
 * @param patch   a validated patch whose schema allows `null` only for optional fields of the target
 * @returns the patched copy
 */
export function mergePatch<T extends object>(target: T, patch: object): T {
  return merge(target as JsonObject, patch as JsonObject) as T;
}

function merge(target: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, Json | undefined> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) delete result[name];
    else if (isObject(value)) result[name] = merge(isObject(result[name]) ? result[name] : {}, value) as Json;
    else result[name] = value;
  }
  return result;
}

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
