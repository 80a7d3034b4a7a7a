import type { RecordedCall } from '../contract/access-control.ts';
import type { LocalCloud } from '../boot/local-cloud.ts';
import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import type { DeployedResource } from '../contract/resource.ts';

/** One line of `calls.jsonl`: what a role was used for, or refused. */
export interface CallLine {
  readonly service: string;
  /** The logical id of the role in the service's template. */
  readonly role: string;
  /** Who had it: the function's key, or the name of a task, state machine or schedule. */
  readonly function: string;
  readonly action: string;
  /** An ARN with `service.LogicalId` in place of names that CloudFormation makes up. */
  readonly resource: string;
  readonly context?: RecordedCall['context'];
  readonly outcome: RecordedCall['outcome'];
}

/** One line of `deployed.jsonl`: what `!Ref` and `!GetAtt` gave, in the names of {@link CallLine}. */
export interface DeployedLine extends DeployedResource {
  /** `service/LogicalId` */
  readonly key: string;
}

type Recording = Pick<LocalCloud, 'calls' | 'deployed'>;

/** Reads out of a cloud what its roles were used for, sorted, and under names that are the same in each run. */
export function accessRecord({ calls, deployed }: Recording): {
  calls: CallLine[];
  deployed: DeployedLine[];
} {
  const named = logicalNames(deployed());
  const roles = new Map([...deployed()].map(([key, { attributes }]) => [attributes?.['Arn'], key] as const));
  const lineOf = ({ principal, action, resourceArn, context, outcome }: RecordedCall): CallLine => {
    const [service = '', role = ''] = roles.get(principal.roleArn)?.split('/') ?? ['', principal.roleArn];
    return {
      service,
      role,
      function: principal.name.replace(`tradewind-${service}-${STAGE}-`, ''),
      action,
      resource: named(resourceArn),
      ...(Object.keys(context).length > 0 && { context: JSON.parse(named(JSON.stringify(context))) }),
      outcome,
    };
  };
  const sorted = new Map(
    calls()
      .map(lineOf)
      .map((line) => [JSON.stringify(line), line] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    calls: [...sorted.values()],
    deployed: [...deployed()].map(
      ([key, resource]) => JSON.parse(named(JSON.stringify({ key, ...resource }))) as DeployedLine,
    ),
  };
}

// A table's stream is named by the time at which it began.
const streamLabel = /\/stream\/[\d.T:-]+/g;

// What physicalName() appends, and the id of a user pool.
const madeUp = /-[0-9a-f]{12}$|^[a-z]{2}-[a-z]+-\d_\w+$/i;

/** @returns what puts `service.LogicalId` for each name in a text that was made up when its resource was deployed */
function logicalNames(deployed: ReadonlyMap<string, DeployedResource>): (text: string) => string {
  const names = new Map<string, string>();
  for (const [key, { ref, attributes }] of deployed) {
    const name = (attributes?.['Arn'] ?? ref).split(/[:/]/).at(-1) ?? '';
    if (madeUp.test(name)) names.set(name, key.replace('/', '.'));
  }
  return (text) =>
    [...names].reduce(
      (result, [name, logical]) => result.replaceAll(name, logical),
      text.replace(streamLabel, '/stream/{label}'),
    );
}
