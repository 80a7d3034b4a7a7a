import type { Context } from '../../../../workspace/src/iam/conditions.ts';
import type { RolePrincipal } from '../../contract/principal.ts';
import type { RequiredPermission, RecordedCall } from '../../contract/access-control.ts';

export interface CallRecord {
  note(principal: RolePrincipal, need: RequiredPermission, outcome: RecordedCall['outcome']): void;
  all(): readonly RecordedCall[];
}

/** Records each kind of call once, so that the record stays small. */
export function createCallRecord(): CallRecord {
  const calls = new Map<string, RecordedCall>();
  return {
    all: () => [...calls.values()],
    note(principal, { action, resourceArn, context = {} }, outcome) {
      const kind = {
        action,
        resourceArn: withoutRecordIds(resourceArn),
        context: withoutIdsInValues(context),
        outcome,
      };
      const { roleArn, name } = principal;
      calls.set(JSON.stringify([roleArn, name, kind]), { principal, ...kind });
    },
  };
}

// Tradewind's ids have a prefix and 36 characters; AWS uses UUIDs, and ECS 32 hexadecimal digits.
const ids = /(?<=_)[0-9a-z]{36}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b/g;

const withoutIds = (text: string): string => text.replace(ids, '{id}');

/** The ID of a KMS key names a resource of a template, not a record. */
const withoutRecordIds = (resourceArn: string): string =>
  resourceArn.startsWith('arn:aws:kms:') ? resourceArn : withoutIds(resourceArn);

/** The encryption context of a call to KMS contains ids. */
const withoutIdsInValues = (context: Context): Context =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      typeof value === 'string' ? withoutIds(value) : value.map(withoutIds),
    ]),
  );
