import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';

/** A stack and its events. */
export interface StackHistory {
  readonly name: string;
  /** Identifies the stack after its removal, too. */
  readonly id: string;
  readonly status: string;
  /** Times of the first and the last event, RFC 3339. */
  readonly firstEventAt: string;
  readonly lastEventAt: string;
  /** Grows with each operation on the stack. */
  readonly eventCount: number;
  /** Number of completed creations, updates and removals of the stack. */
  readonly updates: number;
}

/** @returns the stacks that exist, by stack name */
export async function getStackHistories(
  stacks: CloudFormationClient,
): Promise<ReadonlyMap<string, StackHistory>> {
  const { Stacks = [] } = await stacks.send(new DescribeStacksCommand());
  const histories = new Map<string, StackHistory>();
  for (const { StackName: name = '', StackId: id = '', StackStatus: status = '' } of Stacks) {
    const events = await toEvents(id, stacks);
    histories.set(name, {
      name,
      id,
      status,
      firstEventAt: events.at(0)?.at ?? '',
      lastEventAt: events.at(-1)?.at ?? '',
      eventCount: events.length,
      updates: events.filter(({ isOfStack, status: each }) => isOfStack && each.endsWith('_COMPLETE')).length,
    });
  }
  return histories;
}

/** When a stack was removed, RFC 3339. */
export interface Removal {
  readonly begunAt: string;
  readonly endedAt: string;
}

/** @param id  id of the removed stack; its name can be in use again */
export async function getRemoval(id: string, stacks: CloudFormationClient): Promise<Removal> {
  const events = await toEvents(id, stacks);
  const timeOf = (wanted: string) =>
    events.findLast(({ isOfStack, status }) => isOfStack && status === wanted)?.at ?? '';
  return { begunAt: timeOf('DELETE_IN_PROGRESS'), endedAt: timeOf('DELETE_COMPLETE') };
}

interface Event {
  readonly at: string;
  readonly status: string;
  /** True for the stack itself, false for a resource in it. */
  readonly isOfStack: boolean;
}

/** @returns the events of a stack, oldest first */
async function toEvents(id: string, stacks: CloudFormationClient): Promise<readonly Event[]> {
  const events: Event[] = [];
  let NextToken: string | undefined;
  do {
    const page = await stacks.send(new DescribeStackEventsCommand({ StackName: id, NextToken }));
    for (const { Timestamp, ResourceStatus = '', PhysicalResourceId } of page.StackEvents ?? [])
      events.push({
        at: Timestamp?.toISOString() ?? '',
        status: ResourceStatus,
        isOfStack: PhysicalResourceId === id,
      });
    NextToken = page.NextToken;
  } while (NextToken);
  return events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** @returns names of the stacks that changed between two snapshots, created and removed ones included */
export function changedStacks(
  before: ReadonlyMap<string, Pick<StackHistory, 'eventCount'>>,
  after: ReadonlyMap<string, Pick<StackHistory, 'eventCount'>>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name)?.eventCount !== after.get(name)?.eventCount)
    .toSorted();
}
