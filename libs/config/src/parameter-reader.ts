/** Where parameters come from; the gateway over Parameter Store is one. */
export interface ParameterSource {
  /** The value, decrypted; undefined where there is no such parameter. */
  read(name: string): Promise<string | undefined>;
}

export interface ParameterReader {
  /** @throws Error when the parameter does not exist */
  text(name: string): Promise<string>;
  /** @throws Error when the parameter does not exist or `parse` refuses it */
  parsed<T>(name: string, parse: (text: string) => T): Promise<T>;
}

// A changed parameter takes effect within this time, without a deploy; each environment asks once in it.
const LIFETIME_SECONDS = 60;

/**
 * Reads parameters and keeps them for a while: a read costs a round trip, and Parameter Store allows
 * 40 a second by default. https://docs.aws.amazon.com/general/latest/gr/ssm.html
 *
 * @param now  milliseconds since 1970
 */
export function parameterReader(source: ParameterSource, now: () => number = Date.now): ParameterReader {
  const kept = new Map<string, { value: Promise<string>; until: number }>();

  const fetched = async (name: string): Promise<string> => {
    const value = await source.read(name);
    if (value === undefined)
      throw new Error(`Parameter ${name} does not exist. Create it in Parameter Store.`);
    return value;
  };
  const text = (name: string): Promise<string> => {
    const known = kept.get(name);
    if (known && known.until > now()) return known.value;
    const value = fetched(name);
    kept.set(name, { value, until: now() + LIFETIME_SECONDS * 1000 });
    // A failure is not worth keeping.
    value.catch(() => kept.delete(name));
    return value;
  };
  return {
    text,
    parsed: async (name, parse) => parse(await text(name)),
  };
}
