import type { CloudWatchLogsClient, FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DeployError } from '../command/deploy-error.ts';
import type { LogOptions } from './log-options.ts';

const POLL_MILLISECONDS = 2000;
/** Lines may arrive late; what was shown is known by its id. */
const OVERLAP_MILLISECONDS = 30_000;

interface Needs {
  readonly client: CloudWatchLogsClient;
  readonly print: (line: string) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly isOver: () => boolean;
}

/**
 * Shows what a deployed service's functions wrote, oldest first, and then, if followed, what they write.
 *
 * @throws DeployError when the service has no log groups in that stage
 */
export async function showCloudWatchLogs(
  { service, stage }: { readonly service: string; readonly stage: string },
  { functionName, filter, sinceMilliseconds, isFollowed }: LogOptions,
  { client, print, pause, now, isOver }: Needs,
): Promise<void> {
  const prefix = `/aws/lambda/tradewind-${service}-${stage}-`;
  const all = await groupsWith(client, prefix);
  const groups = all.filter((group) => functionName === undefined || group === prefix + functionName);
  if (groups.length === 0)
    throw new DeployError(
      all.length === 0
        ? `${service} has no logs in ${stage}: it is not deployed there.`
        : `${service} has no function ${functionName}: it has ${all.map((group) => group.slice(prefix.length)).join(', ')}.`,
    );
  const shown = new Map<string, number>();
  let startTime = now() - sinceMilliseconds;
  for (;;) {
    const begunAt = now();
    const events = await Promise.all(
      groups.map((group) => eventsOf(client, { group, startTime, filterPattern: filter })),
    );
    for (const { group, event } of events
      .flat()
      .toSorted((a, b) => (a.event.timestamp ?? 0) - (b.event.timestamp ?? 0))) {
      if (shown.has(event.eventId!)) continue;
      shown.set(event.eventId!, event.timestamp ?? 0);
      const time = new Date(event.timestamp ?? 0).toISOString();
      print(`${time}  ${group.slice(prefix.length)}  ${event.message?.trimEnd()}`);
    }
    if (!isFollowed || isOver()) return;
    startTime = begunAt - OVERLAP_MILLISECONDS;
    for (const [id, time] of shown) if (time < startTime) shown.delete(id);
    await pause(POLL_MILLISECONDS);
  }
}

async function groupsWith(client: CloudWatchLogsClient, logGroupNamePrefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
    names.push(...logGroups.map(({ logGroupName = '' }) => logGroupName));
  return names;
}

async function eventsOf(
  client: CloudWatchLogsClient,
  {
    group,
    startTime,
    filterPattern,
  }: { group: string; startTime: number; filterPattern: string | undefined },
): Promise<{ group: string; event: FilteredLogEvent }[]> {
  const found: { group: string; event: FilteredLogEvent }[] = [];
  const query = { logGroupName: group, startTime, ...(filterPattern && { filterPattern }) };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, query))
    found.push(...events.map((event) => ({ group, event })));
  return found;
}
