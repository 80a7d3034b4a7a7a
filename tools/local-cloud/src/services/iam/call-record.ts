import type { RolePrincipal } from '../../contract/principal.ts';
import type { Need, RecordedCall } from '../../contract/access-control.ts';

export interface CallRecord {
  note(principal: RolePrincipal, need: Need, outcome: RecordedCall['outcome']): void;
  all(): readonly RecordedCall[];
}

/** Keeps each kind of call once: it stays small however long the cloud runs. */
export function createCallRecord(): CallRecord {
  const calls = new Map<string, RecordedCall>();
  return {
    all: () => [...calls.values()],
    note(principal, { action, resourceArn, context = {} }, outcome) {
      const call = { principal, action, resourceArn: withoutIds(resourceArn), context, outcome };
      const { roleArn, name } = principal;
      calls.set(JSON.stringify([roleArn, name, action, call.resourceArn, context, outcome]), call);
    },
  };
}

// Ours are a prefix and 36 letters; AWS counts in UUIDs, and ECS in 32 hexadecimal digits.
const ids = /(?<=_)[0-9a-z]{36}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b/g;

const withoutIds = (resourceArn: string): string => resourceArn.replace(ids, '{id}');
