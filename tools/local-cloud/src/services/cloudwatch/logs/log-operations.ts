import { AwsError } from '../../../contract/aws-error.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { matches, parseFilterPattern } from '../../../../../workspace/src/log-filters/index.ts';
import type { LogEvent, LogEvents } from './log-events.ts';

interface LogsInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logGroupNamePrefix?: string;
  readonly logGroupNamePattern?: string;
  readonly logStreamName?: string;
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly filterPattern?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly startFromHead?: boolean;
  readonly limit?: number;
  readonly nextToken?: string;
}

interface Dependencies {
  readonly logEvents: Pick<LogEvents, 'groups' | 'events'>;
  /** The names of the log groups of the templates. */
  readonly deployedGroups: () => readonly string[];
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
const MAX_EVENTS = 10_000;
const MAX_GROUPS = 50;

type Operation = (input: LogsInput) => unknown;

/** The read operations of CloudWatch Logs. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export function logOperations({
  logEvents,
  deployedGroups,
}: Dependencies): Readonly<Record<string, Operation>> {
  const groupNames = (): readonly string[] =>
    [...new Set([...deployedGroups(), ...logEvents.groups()])].toSorted();

  function requireGroup({ logGroupName, logGroupIdentifier }: LogsInput): string {
    const name = logGroupName ?? logGroupIdentifier?.replace(/^arn:.*?:log-group:|:\*$/g, '') ?? '';
    if (!groupNames().includes(name))
      throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    return name;
  }

  return {
    DescribeLogGroups({ logGroupNamePrefix = '', logGroupNamePattern = '', limit = MAX_GROUPS, nextToken }) {
      const matching = groupNames().filter(
        (name) => name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern),
      );
      const { items, next } = page(matching, { limit: Math.min(limit, MAX_GROUPS), nextToken });
      return {
        logGroups: items.map((name) => ({
          logGroupName: name,
          arn: `${arn('logs', `log-group:${name}`)}:*`,
          logGroupArn: arn('logs', `log-group:${name}`),
          logGroupClass: 'STANDARD',
          storedBytes: logEvents.events(name).reduce((bytes, { message }) => bytes + message.length, 0),
        })),
        ...next,
      };
    },

    DescribeLogStreams(input) {
      const { logStreamNamePrefix = '', limit = MAX_GROUPS, nextToken } = input;
      const streams = Map.groupBy(logEvents.events(requireGroup(input)), ({ stream }) => stream);
      const matching = [...streams].filter(([name]) => name.startsWith(logStreamNamePrefix));
      const { items, next } = page(matching, { limit: Math.min(limit, MAX_GROUPS), nextToken });
      return {
        logStreams: items.map(([logStreamName, events]) => ({
          logStreamName,
          firstEventTimestamp: events[0]?.timestampMs,
          lastEventTimestamp: events.at(-1)?.timestampMs,
          lastIngestionTime: events.at(-1)?.timestampMs,
        })),
        ...next,
      };
    },

    /** A token names the sequence of an event: `f/12` reads after it, `b/12` before it. */
    GetLogEvents(input) {
      const { logStreamName, limit = MAX_EVENTS, startFromHead = false, nextToken } = input;
      const inStream = logEvents
        .events(requireGroup(input))
        .filter((event) => event.stream === logStreamName && isInRange(event, input));
      const { direction, sequence } = toCursor(nextToken, startFromHead);
      const found =
        direction === 'f'
          ? inStream.filter((event) => event.sequence > sequence).slice(0, limit)
          : inStream.filter((event) => event.sequence < sequence).slice(-limit);
      return {
        events: found.map(({ timestampMs, message }) => ({
          timestamp: timestampMs,
          message,
          ingestionTime: timestampMs,
        })),
        nextForwardToken: `f/${found.at(-1)?.sequence ?? (direction === 'f' ? sequence : 0)}`,
        nextBackwardToken: `b/${found[0]?.sequence ?? (direction === 'b' ? sequence : 0)}`,
      };
    },

    FilterLogEvents(input) {
      const { logStreamNames, logStreamNamePrefix = '', filterPattern = '', limit, nextToken } = input;
      const isMatch = toFilter(filterPattern);
      const matching = logEvents
        .events(requireGroup(input))
        .filter(
          (event) =>
            (logStreamNames === undefined || logStreamNames.includes(event.stream)) &&
            event.stream.startsWith(logStreamNamePrefix) &&
            isInRange(event, input) &&
            isMatch(event.message),
        );
      const { items, next } = page(matching, { limit: Math.min(limit ?? MAX_EVENTS, MAX_EVENTS), nextToken });
      return {
        events: items.map(({ sequence, timestampMs, stream, message }) => ({
          eventId: String(sequence),
          logStreamName: stream,
          timestamp: timestampMs,
          ingestionTime: timestampMs,
          message,
        })),
        ...next,
      };
    },
  };
}

const isInRange = ({ timestampMs }: LogEvent, { startTime, endTime }: LogsInput): boolean =>
  (startTime === undefined || timestampMs >= startTime) && (endTime === undefined || timestampMs <= endTime);

function toCursor(token: string | undefined, startFromHead: boolean) {
  const { direction, sequence } = /^(?<direction>[fb])\/(?<sequence>\d+)$/.exec(token ?? '')?.groups ?? {};
  if (direction !== undefined) return { direction, sequence: Number(sequence) };
  if (token !== undefined) throw invalidToken();
  return startFromHead
    ? { direction: 'f', sequence: 0 }
    : { direction: 'b', sequence: Number.MAX_SAFE_INTEGER };
}

/** A pattern in braces selects JSON lines; any other text must be contained in the line. @throws AwsError */
function toFilter(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (!text.startsWith('{')) {
    const words = [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    return (message) => words.every((word) => message.includes(word));
  }
  const parsed = parsePattern(text);
  return (message) => {
    const entry = message.startsWith('{') ? parseJson(message) : undefined;
    return entry !== undefined && matches(parsed, entry);
  };
}

function parsePattern(pattern: string) {
  try {
    return parseFilterPattern(pattern);
  } catch (error) {
    throw new AwsError('InvalidParameterException', (error as Error).message);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function page<Item>(
  items: readonly Item[],
  { limit, nextToken }: { limit: number; nextToken: string | undefined },
): { items: readonly Item[]; next: { nextToken?: string } } {
  const offset = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isInteger(offset) || offset < 0) throw invalidToken();
  const end = offset + limit;
  return { items: items.slice(offset, end), next: end < items.length ? { nextToken: String(end) } : {} };
}

const invalidToken = (): AwsError =>
  new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
