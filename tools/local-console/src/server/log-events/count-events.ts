import type { LogLine } from '../../../../local-cloud/src/contract/activity.ts';

/** The log events of one service or library: `services/orders`, `libs/lambda`. */
export interface Catalog {
  readonly folder: string;
  readonly events: Readonly<
    Record<
      string,
      {
        readonly level: CountedEvent['level'];
        readonly description: string;
        readonly fields: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

/** A log event of the catalogs and how often it was logged. */
export interface CountedEvent {
  readonly name: string;
  /** The service that logs it; undefined for the events of libraries, which every service logs. */
  readonly service?: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly description: string;
  readonly fields: readonly string[];
  readonly count: number;
  /** Epoch milliseconds. */
  readonly lastAt?: number;
  /** The correlation id of the last line. */
  readonly lastCorrelationId?: string;
}

/**
 * Counts the lines of each event of the catalogs, which are zero for an event that was not logged.
 *
 * @param lines newest first
 */
export function countEvents(catalogs: readonly Catalog[], lines: readonly LogLine[]): CountedEvent[] {
  const byEvent = Map.groupBy(
    lines.filter(({ event }) => event !== undefined),
    ({ event }) => event!,
  );
  return catalogs.flatMap(({ folder, events }) => {
    const [kind, name] = folder.split('/');
    const service = kind === 'services' ? name : undefined;
    return Object.entries(events).map(([event, { level, description, fields }]) => {
      const logged = (byEvent.get(event) ?? []).filter(
        (line) => service === undefined || line.service === undefined || line.service === service,
      );
      const [last] = logged;
      return {
        name: event,
        ...(service !== undefined && { service }),
        level,
        description,
        fields: Object.keys(fields),
        count: logged.length,
        ...(last !== undefined && { lastAt: last.at }),
        ...(last?.correlationId !== undefined && { lastCorrelationId: last.correlationId }),
      };
    });
  });
}
