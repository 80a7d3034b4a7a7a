const readers = {
  text: (value: string) => (value === '' ? undefined : value),
  integer: (value: string) => (/^-?\d+$/.test(value) ? Number(value) : undefined),
  boolean: (value: string) => ({ true: true, false: false })[value],
  url: (value: string) => (URL.canParse(value) ? value : undefined),
} satisfies Record<string, (value: string) => unknown>;

type Kind = keyof typeof readers;
type Values<Names extends Record<string, Kind>> = {
  readonly [Name in keyof Names]: NonNullable<ReturnType<(typeof readers)[Names[Name]]>>;
};

/**
 * Reads the environment variables that a function declares, all at once and at start-up.
 *
 * @param declared   each variable with the form of its value: `text` (not empty), `integer`, `boolean`, `url`
 * @param variables  where to read them
 * @throws Error naming every variable that is missing or malformed
 * @example const env = environment({ STOCK_TABLE: 'text', MAX_ATTEMPTS: 'integer' });
 */
export function environment<const Names extends Record<string, Kind>>(
  declared: Names,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Values<Names> {
  const read = Object.entries(declared).map(
    ([name, kind]) => [name, kind, readers[kind](variables[name] ?? '')] as const,
  );
  const faults = read.filter(([, , value]) => value === undefined);
  if (faults.length > 0) {
    const list = faults.map(
      ([name, kind]) => `${name} (${kind}) is ${variables[name] ? 'malformed' : 'missing'}`,
    );
    throw new Error(
      `Environment: ${list.join(', ')}. Give the function these variables in its serverless.yml.`,
    );
  }
  return Object.fromEntries(read.map(([name, , value]) => [name, value])) as Values<Names>;
}
