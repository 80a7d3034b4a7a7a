import type { FieldsOf, LogEvents } from './log-event.ts';
import { logger as powertools } from './logger.ts';
import { isSampled } from './sampling.ts';
import { toError } from './sanitize-error.ts';

type Logger = Pick<typeof powertools, 'info' | 'warn' | 'error'>;

type NamesOf<C extends LogEvents, Level> = {
  [Name in keyof C]: C[Name]['level'] extends Level ? Name : never;
}[keyof C] &
  string;

// TypeScript does not check additional properties of a spread, `{ ...record }`. This type rejects them.
type Exactly<Given, Expected> = Given & Readonly<Record<Exclude<keyof Given, keyof Expected>, never>>;

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
  /** @param error  the thrown value: its name, code, message, stack and causes are logged */
  error<Name extends NamesOf<C, 'error'>, const Given extends FieldsOf<C[Name]['fields']>>(
    event: Name,
    error: unknown,
    ...fields: FieldArguments<C, Name, Given>
  ): void;
  /** The catalog; docs/logs.md and the alarm checks read it. */
  readonly events: C;
}

/**
 * Creates the log of a service or library from the catalog of its events, in `src/log-events.ts`. Unknown events and
 * fields do not compile, and undeclared fields are never written. Events at level info are sampled (LOG_SAMPLE_RATE);
 * warnings and errors are always written.
 *
 * @example
 * export const log = eventLog({
 *   'order.placed': { level: 'info', description: 'An order was confirmed.', fields: { orderId: 'id' } },
 * });
 * log.info('order.placed', { orderId });
 */
export function eventLog<const C extends LogEvents>(events: C, logger: Logger = powertools): EventLog<C> {
  const pickDeclared = (event: string, given: object = {}): Record<string, unknown> => {
    const values = given as Readonly<Record<string, unknown>>;
    const declared: Record<string, unknown> = {};
    for (const name in events[event]!.fields) declared[name] = values[name];
    return declared;
  };
  return {
    info(event, ...[fields]) {
      if (isSampled()) logger.info(event, pickDeclared(event, fields));
    },
    warn: (event, ...[fields]) => logger.warn(event, pickDeclared(event, fields)),
    error: (event, error, ...[fields]) =>
      logger.error(event, { ...pickDeclared(event, fields), error: toError(error) }),
    events,
  };
}
