/**
 * What a field of an event holds. Nothing here can hold a person's name or address, or a text that somebody wrote.
 *
 * - `id`: an identifier of ours or of a provider
 * - `code`: one of a known set of words: a state, a reason, a type, a route
 * - `codes`: several of them
 * - `count`, `milliseconds`, `bytes`: numbers
 * - `amount`: money in minor units, with its currency
 * - `time`: ISO 8601
 * - `flag`: yes or no
 */
export interface FieldValues {
  id: string;
  code: string;
  codes: readonly string[];
  count: number;
  milliseconds: number;
  bytes: number;
  amount: { readonly amount: number; readonly currency: string };
  time: string;
  flag: boolean;
}

export type FieldKind = keyof FieldValues;

/** A kind; with a question mark the field may be absent. */
export type FieldDeclaration = FieldKind | `${FieldKind}?`;

export type LogLevel = 'info' | 'warn' | 'error';

/** What every line has, so that no field of an event can take its place. */
export type LineKey =
  | 'timestamp'
  | 'level'
  | 'event'
  | 'service'
  | 'function'
  | 'stage'
  | 'version'
  | 'requestId'
  | 'correlationId'
  | 'traceId'
  | 'error';

type Fields = Readonly<Record<string, FieldDeclaration>> & { readonly [K in LineKey]?: never };

/** One event that may be logged. */
export interface LogEvent {
  /** Info is what the business does, warn what somebody should look at some day, error what nobody expected. */
  readonly level: LogLevel;
  /** One sentence for docs/logs.md. */
  readonly description: string;
  readonly fields: Fields;
}

/** The events of a service by their stable names, `noun.what-happened`. */
export type LogEvents = Readonly<Record<string, LogEvent>>;

type ValueOf<D> = D extends `${infer Kind extends FieldKind}?`
  ? FieldValues[Kind]
  : D extends FieldKind
    ? FieldValues[D]
    : never;
type OptionalName<F> = { [K in keyof F]: F[K] extends `${string}?` ? K : never }[keyof F];

/** The values that an event asks for. */
export type FieldsOf<F> = { readonly [K in Exclude<keyof F, OptionalName<F>>]: ValueOf<F[K]> } & {
  readonly [K in OptionalName<F>]?: ValueOf<F[K]> | undefined;
};
