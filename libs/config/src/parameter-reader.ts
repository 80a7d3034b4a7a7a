import type { Parameter } from './parameter.ts';
import { parseParameter } from './parse-parameter.ts';

/** A source of parameters, such as `parameterStore()` of #libs/gateways. */
export interface ParameterSource {
  /** @returns the decrypted values by name; parameters that do not exist are left out */
  read(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Reads and caches parameters. Concurrent reads (`Promise.all`) are batched into one call. */
export interface ParameterReader {
  /** @returns the text of the parameter. @throws Error when the parameter does not exist */
  text(name: string): Promise<string>;
  /** @returns the parsed value. @throws Error when the parameter does not exist or its value violates the schema */
  value<Value>(name: string, declared: ReadableParameter<Value>): Promise<Value>;
}

type ReadableParameter<Value> = Pick<Parameter<Value>, 'isText' | 'validate' | 'valueType'>;

// A changed parameter takes effect within this time, without a deployment.
const LIFETIME_SECONDS = 60;
// While Parameter Store is not available, the last value stays in use, and few calls wait for another attempt.
const MAX_STALE_SECONDS = 3_600;
const RETRY_SECONDS = 5;

/**
 * Creates a reader that caches parameters for 60 seconds: a read costs a round trip, and Parameter Store allows 40 reads
 * per second by default. https://docs.aws.amazon.com/general/latest/gr/ssm.html
 *
 * When a read fails, the last value stays in use for up to an hour.
 *
 * @param now  the current time in milliseconds since 1970
 */
export function parameterReader(source: ParameterSource, now: () => number = Date.now): ParameterReader {
  const cache = new Map<string, { value: Promise<string>; expiresAt: number }>();
  const lastRead = new Map<string, { value: string; at: number }>();
  const readBatched = batchReads(source);

  const text = (name: string): Promise<string> => {
    const cached = cache.get(name);
    if (cached && cached.expiresAt > now()) return cached.value;
    const value = readOrKeep(name);
    cache.set(name, { value, expiresAt: now() + LIFETIME_SECONDS * 1000 });
    // Do not cache failures.
    value.catch(() => cache.delete(name));
    return value;
  };
  async function readOrKeep(name: string): Promise<string> {
    try {
      const value = await readBatched(name);
      lastRead.set(name, { value, at: now() });
      return value;
    } catch (error) {
      const last = lastRead.get(name);
      const isUsable = last !== undefined && now() < last.at + MAX_STALE_SECONDS * 1000;
      if (error instanceof MissingParameter || !isUsable) throw error;
      const value = Promise.resolve(last.value);
      cache.set(name, { value, expiresAt: now() + RETRY_SECONDS * 1000 });
      return value;
    }
  }

  return {
    text,
    value: async (name, declared) => parseParameter(declared, await text(name), name),
  };
}

class MissingParameter extends Error {
  constructor(name: string) {
    super(`Parameter ${name} does not exist. Set it with "npm run -s config".`);
  }
}

/** Collects the names requested in one tick of the event loop and reads them in one call. */
function batchReads(source: ParameterSource): (name: string) => Promise<string> {
  let next: { names: string[]; values: Promise<ReadonlyMap<string, string>> } | undefined;
  const startBatch = () => {
    const names: string[] = [];
    const values = Promise.resolve().then(() => {
      next = undefined;
      return source.read(names);
    });
    return { names, values };
  };
  return async (name) => {
    next ??= startBatch();
    next.names.push(name);
    const value = (await next.values).get(name);
    if (value === undefined) throw new MissingParameter(name);
    return value;
  };
}
