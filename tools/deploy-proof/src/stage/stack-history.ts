import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';

/** What CloudFormation remembers of a stack. */
export interface StackHistory {
  readonly name: string;
  readonly status: string;
  /** Of the first and the last event, ISO 8601. */
  readonly firstEventAt: string;
  readonly lastEventAt: string;
  /** Grows with whatever is done to the stack, and with nothing else. */
  readonly eventCount: number;
}

/** @returns the stacks that exist, by stack name */
export async function stackHistories(
  stacks: CloudFormationClient,
): Promise<ReadonlyMap<string, StackHistory>> {
  const { Stacks = [] } = await stacks.send(new DescribeStacksCommand());
  const histories = new Map<string, StackHistory>();
  for (const { StackName: name = '', StackStatus: status = '' } of Stacks) {
    const times = await eventTimes(name, stacks);
    histories.set(name, {
      name,
      status,
      firstEventAt: times.at(0) ?? '',
      lastEventAt: times.at(-1) ?? '',
      eventCount: times.length,
    });
  }
  return histories;
}

async function eventTimes(StackName: string, stacks: CloudFormationClient): Promise<readonly string[]> {
  const times: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await stacks.send(new DescribeStackEventsCommand({ StackName, NextToken }));
    for (const { Timestamp } of page.StackEvents ?? []) times.push(Timestamp?.toISOString() ?? '');
    NextToken = page.NextToken;
  } while (NextToken);
  return times.toSorted();
}

/** @returns names of the stacks that were touched between two looks, those that came or went included */
export function touchedBetween(
  before: ReadonlyMap<string, Pick<StackHistory, 'eventCount'>>,
  after: ReadonlyMap<string, Pick<StackHistory, 'eventCount'>>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name)?.eventCount !== after.get(name)?.eventCount)
    .toSorted();
}
