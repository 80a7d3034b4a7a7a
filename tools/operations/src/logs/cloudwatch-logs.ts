import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { getPatterns } from './line-patterns.ts';
import type { LogLine, LogOptions } from './log-options.ts';

const POLL_MILLISECONDS = 2000;
/** Lines may arrive late, so they are deduplicated by ID. */
const OVERLAP_MILLISECONDS = 30_000;
// FilterLogEvents allows ten requests per second in most regions; the SDK retries beyond that.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
const AT_ONCE = 5;

interface Dependencies {
  readonly client: CloudWatchLogsClient;
  readonly show: (line: LogLine) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly isOver: () => boolean;
}

/** The log group of one function, or of the tasks of one service. */
interface Group {
  readonly name: string;
  /** Tasks of all services share a group; their streams are named after them. */
  readonly streamPrefix?: string;
  readonly service: string;
  readonly functionName: string;
}

interface FoundLine extends LogLine {
  readonly id: string;
}

/**
 * Shows the log lines of deployed functions and tasks, oldest first, and follows new ones on request.
 *
 * @throws CommandError when the stage has no log groups of the services, or for an unknown function
 */
export async function showCloudWatchLogs(
  { services, stage }: { readonly services: readonly string[]; readonly stage: string },
  options: LogOptions,
  { client, show, pause, now, isOver }: Dependencies,
): Promise<void> {
  const groups = wantedGroups(await groupsOf(client, services, stage), {
    services,
    stage,
    functionName: options.functionName,
  });
  const patterns = getPatterns(options);
  const queries = groups.flatMap((group) =>
    patterns.length === 0 ? [{ group }] : patterns.map((pattern) => ({ group, pattern })),
  );
  const shown = new Map<string, number>();
  let startTime = now() - options.sinceMilliseconds;
  for (;;) {
    const begunAt = now();
    const lines = await fewAtOnce(queries, (query) => linesOf(client, { ...query, startTime }));
    for (const line of lines.toSorted((a, b) => a.timeMilliseconds - b.timeMilliseconds)) {
      if (shown.has(line.id)) continue;
      shown.set(line.id, line.timeMilliseconds);
      show(line);
    }
    if (!options.isFollowed || isOver()) return;
    startTime = begunAt - OVERLAP_MILLISECONDS;
    for (const [id, time] of shown) if (time < startTime) shown.delete(id);
    await pause(POLL_MILLISECONDS);
  }
}

async function groupsOf(
  client: CloudWatchLogsClient,
  services: readonly string[],
  stage: string,
): Promise<Group[]> {
  const tasks = `/aws/ecs/tradewind-${stage}`;
  const ofTasks = (await namesOf(client, tasks)).filter((name) => name === tasks);
  const found = await fewAtOnce(services, async (service): Promise<Group[]> => {
    const prefix = `/aws/lambda/tradewind-${service}-${stage}-`;
    const functions = (await namesOf(client, prefix)).map((name) => ({
      name,
      service,
      functionName: name.slice(prefix.length),
    }));
    const shared = ofTasks.map((name) => ({
      name,
      service,
      functionName: 'tasks',
      streamPrefix: `${service}/`,
    }));
    return functions.length > 0 ? [...functions, ...shared] : [];
  });
  return found;
}

function wantedGroups(
  all: readonly Group[],
  {
    services,
    stage,
    functionName,
  }: { services: readonly string[]; stage: string; functionName: string | undefined },
): readonly Group[] {
  const who = services.length === 1 ? `${services[0]} has` : 'No service has';
  if (all.length === 0) throw new CommandError(`${who} no logs in ${stage}. Deploy it there first.`);
  const wanted = all.filter((group) => functionName === undefined || group.functionName === functionName);
  if (wanted.length > 0) return wanted;
  const names = all.map((group) => group.functionName).join(', ');
  throw new CommandError(`${who} no function ${functionName}. Functions: ${names}.`);
}

async function namesOf(client: CloudWatchLogsClient, logGroupNamePrefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
    names.push(...logGroups.map(({ logGroupName = '' }) => logGroupName));
  return names;
}

async function linesOf(
  client: CloudWatchLogsClient,
  { group, pattern, startTime }: { group: Group; pattern?: string; startTime: number },
): Promise<FoundLine[]> {
  const { name, streamPrefix, service, functionName } = group;
  const lines: FoundLine[] = [];
  const query = {
    logGroupName: name,
    startTime,
    ...(pattern !== undefined && { filterPattern: pattern }),
    ...(streamPrefix !== undefined && { logStreamNamePrefix: streamPrefix }),
  };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, query))
    for (const { eventId = '', timestamp = 0, message = '' } of events)
      lines.push({
        id: eventId,
        timeMilliseconds: timestamp,
        service,
        functionName,
        text: message.trimEnd(),
      });
  return lines;
}

async function fewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R[]>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE)
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))).flat());
  return results;
}
