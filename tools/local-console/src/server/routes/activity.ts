import type {
  ActivityLog,
  LogLevel,
  LogQuery,
  TraceQuery,
} from '../../../../local-cloud/src/contract/activity.ts';
import type { EventStream } from '../event-stream.ts';
import { ConsoleProblem, type Route } from '../route.ts';

interface Dependencies {
  readonly activity: ActivityLog;
  readonly events: Pick<EventStream, 'send' | 'whileOpen'>;
}

const DEFAULT_RATE_SECONDS = 60;

/** What the local cloud recorded: traces, log lines and the rates of edges. Changes are sent as the live event `activity`. */
export function activityRoutes({ activity, events }: Dependencies): readonly Route[] {
  events.whileOpen(() => activity.subscribe((change) => events.send('activity', change)));
  return [
    { method: 'GET', path: '/api/traces', handle: ({ query }) => activity.traces(toTraceQuery(query)) },
    {
      method: 'GET',
      path: '/api/traces/:id',
      handle({ parameters: { id = '' } }) {
        const trace = activity.trace(id);
        if (trace !== undefined) return trace;
        throw new ConsoleProblem(
          404,
          'trace.not-found',
          `There is no trace ${id}. The console keeps the latest traces since the start.`,
        );
      },
    },
    { method: 'GET', path: '/api/logs', handle: ({ query }) => activity.logs(toLogQuery(query)) },
    {
      method: 'GET',
      path: '/api/rates',
      handle: ({ query }) => activity.rates(toNumber(query, 'seconds') ?? DEFAULT_RATE_SECONDS),
    },
  ];
}

function toTraceQuery(query: URLSearchParams): TraceQuery {
  const minimumMillis = toNumber(query, 'minimumMillis');
  return {
    ...toTexts(query, [
      'text',
      'route',
      'status',
      'customerId',
      'orderId',
      'correlationId',
      'service',
      'cursor',
    ]),
    ...(minimumMillis !== undefined && { minimumMillis }),
    ...toLimit(query),
  };
}

function toLogQuery(query: URLSearchParams): LogQuery {
  const { level, ...texts } = toTexts(query, [
    'text',
    'functionName',
    'service',
    'level',
    'event',
    'correlationId',
    'requestId',
    'cursor',
  ]);
  return { ...texts, ...(level !== undefined && { level: toLevel(level) }), ...toLimit(query) };
}

/** The given parameters of a query; empty ones are left out. */
function toTexts<Name extends string>(
  query: URLSearchParams,
  names: readonly Name[],
): { readonly [N in Name]?: string } {
  const given = names.map((name) => [name, query.get(name)?.trim()] as const).filter(([, value]) => value);
  return Object.fromEntries(given) as { [N in Name]?: string };
}

function toLimit(query: URLSearchParams): { readonly limit?: number } {
  const limit = toNumber(query, 'limit');
  return limit === undefined ? {} : { limit };
}

/** @throws ConsoleProblem for a parameter that is not a positive number */
function toNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new ConsoleProblem(400, 'query.invalid-number', `Set ${name} to a positive number, not "${text}".`);
}

const LEVELS: readonly LogLevel[] = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

function toLevel(text: string): LogLevel {
  const level = LEVELS.find((each) => each === text.toUpperCase());
  if (level !== undefined) return level;
  throw new ConsoleProblem(400, 'query.invalid-level', `Set level to ${LEVELS.join(', ')}, not "${text}".`);
}
