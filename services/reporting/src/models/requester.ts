import type { Caller } from '#libs/lambda';

/** Who asked for a job, as its record says it: a person by the `sub` of the user pool, a system by its client id. */
export function requesterOf(caller: Caller): string {
  if (caller.kind === 'user') return caller.customerId;
  return caller.kind === 'machine' ? caller.clientId : 'anonymous';
}
