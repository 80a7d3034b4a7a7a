import type { CallLine } from '../../../local-cloud/src/testing/access-record.ts';
import type { CheckedRole } from '../../../checks/src/access/check-role.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import type { ReportedRole } from '../server/access/reported-role.ts';
import { missingStatement } from './missing-statement.ts';

/** Compares what each role allows with the calls that were made since the start. */
export const accessReport = (
  roles: readonly CheckedRole[],
  calls: readonly CallLine[],
  stacks: readonly Stack[],
): ReportedRole[] =>
  roles
    .map(({ role, grants }): ReportedRole => ({
      service: role.service,
      name: role.label,
      logicalId: role.logicalId,
      kind: toKind(role.users.map(({ type }) => type)),
      grants: grants.map(({ action, resource, condition, use, because }) => ({
        action,
        resource,
        ...(condition !== undefined && { condition: JSON.stringify(condition) }),
        use,
        ...(because !== undefined && { because }),
      })),
      refusals: calls
        .filter(
          (call) =>
            call.outcome === 'denied' && call.service === role.service && call.role === role.logicalId,
        )
        .map((call) => ({
          action: call.action,
          resource: call.resource,
          caller: call.function,
          statement: missingStatement(call, stacks),
        })),
      managedPolicies: role.managedPolicyArns.map((policy) => policy.split('/').at(-1) ?? policy),
    }))
    .toSorted((one, other) => (`${one.service}/${one.name}` < `${other.service}/${other.name}` ? -1 : 1));

const kinds: Readonly<Record<string, ReportedRole['kind']>> = {
  'AWS::Lambda::Function': 'function',
  'AWS::ECS::TaskDefinition': 'task',
  'AWS::StepFunctions::StateMachine': 'state machine',
  'AWS::Scheduler::Schedule': 'schedule',
};

const toKind = (types: readonly string[]): ReportedRole['kind'] =>
  types.map((type) => kinds[type]).find((kind) => kind !== undefined) ?? 'other';
