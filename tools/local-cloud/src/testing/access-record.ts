import type { RecordedCall } from '../contract/access-control.ts';
import type { LocalCloud } from '../boot/local-cloud.ts';
import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import type { DeployedResource } from '../contract/resource.ts';

/** One line of `calls.jsonl`: an allowed or denied call of a role. */
export interface CallLine {
  readonly service: string;
  /** The logical id of the role in the service's template. */
  readonly role: string;
  /** The caller: the function's key, or the name of a task, state machine or schedule. */
  readonly function: string;
  readonly action: string;
  /** An ARN with `service.LogicalId` in place of generated names. */
  readonly resource: string;
  readonly context?: RecordedCall['context'];
  readonly outcome: RecordedCall['outcome'];
}

/** One line of `deployed.jsonl`: the results of `!Ref` and `!GetAtt`, with the names of {@link CallLine}. */
export interface DeployedLine extends DeployedResource {
  /** `service/LogicalId` */
  readonly key: string;
}

type Recording = Pick<LocalCloud, 'calls' | 'deployed'>;

/** Returns the calls of all roles, sorted and with names that are the same in each run. */
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

// The label of a table's stream is its creation time.
const streamLabel = /\/stream\/[\d.T:-]+/g;

// The suffix of physicalName(), or the id of a user pool.
const generatedName = /-[0-9a-f]{12}$|^[a-z]{2}-[a-z]+-\d_\w+$/i;

/** @returns a function that replaces generated names in a text with `service.LogicalId` */
function logicalNames(deployed: ReadonlyMap<string, DeployedResource>): (text: string) => string {
  const names = new Map<string, string>();
  for (const [key, { ref, attributes }] of deployed) {
    const name = (attributes?.['Arn'] ?? ref).split(/[:/]/).at(-1) ?? '';
    if (generatedName.test(name)) names.set(name, key.replace('/', '.'));
  }
  return (text) =>
    [...names].reduce(
      (result, [name, logical]) => result.replaceAll(name, logical),
      text.replace(streamLabel, '/stream/{label}'),
    );
}
