/**
 * The kinds of log fields. None of them can hold a person's name or address, or free text.
 *
 * - `id`: an identifier of ours or of a provider
 * - `code`: one of a known set of values: a state, a reason, a type, a route
 * - `codes`: a list of codes
 * - `count`, `milliseconds`, `bytes`: numbers
 * - `amount`: money in minor units, with its currency
 * - `time`: ISO 8601
 * - `flag`: true or false
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

/** The name of a field kind. */
export type FieldKind = keyof FieldValues;

/** The kind of a field; a question mark makes the field optional. */
export type FieldDeclaration = FieldKind | `${FieldKind}?`;

/** The level of a log event. */
export type LogLevel = 'info' | 'warn' | 'error';

/** The keys of every line, which are reserved. */
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

/** A declared log event. */
export interface LogEvent {
  /** info: normal operation. warn: to be investigated at some time. error: an unexpected failure. */
  readonly level: LogLevel;
  /** One sentence for docs/logs.md. */
  readonly description: string;
  readonly fields: Fields;
}

/** The log events of a service by their stable names, `noun.past-participle`. */
export type LogEvents = Readonly<Record<string, LogEvent>>;

type ValueOf<D> = D extends `${infer Kind extends FieldKind}?`
  ? FieldValues[Kind]
  : D extends FieldKind
    ? FieldValues[D]
    : never;
type OptionalName<F> = { [K in keyof F]: F[K] extends `${string}?` ? K : never }[keyof F];

/** The type of an event's field values. */
export type FieldsOf<F> = { readonly [K in Exclude<keyof F, OptionalName<F>>]: ValueOf<F[K]> } & {
  readonly [K in OptionalName<F>]?: ValueOf<F[K]> | undefined;
};
