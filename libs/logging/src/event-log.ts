import type { FieldsOf, LogEvents } from './log-event.ts';
import { logger as powertools } from './logger.ts';
import { isSampled } from './sampling.ts';
import { toError } from './sanitize-error.ts';

type Logger = Pick<typeof powertools, 'info' | 'warn' | 'error'>;

type NamesOf<C extends LogEvents, Level> = {
  [Name in keyof C]: C[Name]['level'] extends Level ? Name : never;
}[keyof C] &
  string;

// TypeScript overlooks superfluous properties of a spread, `{ ...record }`: here they do not compile either.
type Exactly<Given, Wanted> = Given & Readonly<Record<Exclude<keyof Given, keyof Wanted>, never>>;

type FieldArguments<C extends LogEvents, Name extends keyof C, Given> =
  Record<never, never> extends FieldsOf<C[Name]['fields']>
    ? [fields?: Exactly<Given, FieldsOf<C[Name]['fields']>>]
    : [fields: Exactly<Given, FieldsOf<C[Name]['fields']>>];

/** Logs the events of one catalog, each at its level and with its fields. */
export interface EventLog<C extends LogEvents> {
  info<Name extends NamesOf<C, 'info'>, const Given extends FieldsOf<C[Name]['fields']>>(
    event: Name,
    ...fields: FieldArguments<C, Name, Given>
  ): void;
  warn<Name extends NamesOf<C, 'warn'>, const Given extends FieldsOf<C[Name]['fields']>>(
    event: Name,
    ...fields: FieldArguments<C, Name, Given>
  ): void;
  /** @param error  whatever was thrown: its name, code, message, stack and causes are logged */
  error<Name extends NamesOf<C, 'error'>, const Given extends FieldsOf<C[Name]['fields']>>(
    event: Name,
    error: unknown,
    ...fields: FieldArguments<C, Name, Given>
  ): void;
  /** The catalog: docs/logs.md and the checks of alarms read it. */
  readonly events: C;
}

/**
 * Makes the log of a service, or of a library, from the events that it may log: the export of `src/log-events.ts`.
 * What is no event of the catalog does not compile, nor one with other fields; fields that it does not name are
 * not written. Info is sampled (LOG_SAMPLE_RATE), warnings and errors never.
 *
 * @example
 * export const log = eventLog({
 *   'order.placed': { level: 'info', description: 'An order stands.', fields: { orderId: 'id' } },
 * });
 * log.info('order.placed', { orderId });
 */
export function eventLog<const C extends LogEvents>(events: C, logger: Logger = powertools): EventLog<C> {
  const declared = (event: string, given: object = {}): Record<string, unknown> => {
    const values = given as Readonly<Record<string, unknown>>;
    return Object.fromEntries(Object.keys(events[event]!.fields).map((name) => [name, values[name]]));
  };
  return {
    info(event, ...[fields]) {
      if (isSampled()) logger.info(event, declared(event, fields));
    },
    warn: (event, ...[fields]) => logger.warn(event, declared(event, fields)),
    error: (event, error, ...[fields]) =>
      logger.error(event, { ...declared(event, fields), error: toError(error) }),
    events,
  };
}
