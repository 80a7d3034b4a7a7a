import type { Parameter } from './parameter.ts';
import { parseParameter } from './parse-parameter.ts';

/** Where parameters come from; the gateway over Parameter Store is one. */
export interface ParameterSource {
  /** The values, decrypted, by name; names without a parameter are left out. */
  read(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Reads parameters: those that are asked for at the same time, by `Promise.all`, in one call. */
export interface ParameterReader {
  /** @throws Error when the parameter does not exist */
  text(name: string): Promise<string>;
  /** @throws Error when the parameter does not exist or its value does not fit the declaration */
  value<Value>(name: string, declared: Readable<Value>): Promise<Value>;
}

type Readable<Value> = Pick<Parameter<Value>, 'isText' | 'validate' | 'valueType'>;

// A changed parameter takes effect within this time, without a deploy; each environment asks once in it.
const LIFETIME_SECONDS = 60;

/**
 * Reads parameters and keeps them for a while: a read costs a round trip, and Parameter Store allows
 * 40 a second by default. https://docs.aws.amazon.com/general/latest/gr/ssm.html
 *
 * @param now  milliseconds since 1970
 */
export function parameterReader(source: ParameterSource, now: () => number = Date.now): ParameterReader {
  const kept = new Map<string, { value: Promise<string>; waitUntil: number }>();
  const batched = inBatches(source);

  const text = (name: string): Promise<string> => {
    const known = kept.get(name);
    if (known && known.waitUntil > now()) return known.value;
    const value = batched(name);
    kept.set(name, { value, waitUntil: now() + LIFETIME_SECONDS * 1000 });
    // A failure is not worth keeping.
    value.catch(() => kept.delete(name));
    return value;
  };
  return {
    text,
    value: async (name, declared) => parseParameter(declared, await text(name), name),
  };
}

/** Gathers the names that are asked for before the code that asks pauses, and reads them together. */
function inBatches(source: ParameterSource): (name: string) => Promise<string> {
  let next: { names: string[]; values: Promise<ReadonlyMap<string, string>> } | undefined;
  const begin = () => {
    const names: string[] = [];
    const values = Promise.resolve().then(() => {
      next = undefined;
      return source.read(names);
    });
    return { names, values };
  };
  return async (name) => {
    next ??= begin();
    next.names.push(name);
    const value = (await next.values).get(name);
    if (value === undefined)
      throw new Error(`Parameter ${name} does not exist. Set it with "npx nx config".`);
    return value;
  };
}
