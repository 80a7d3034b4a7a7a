import type { Caller } from '#libs/lambda';

/** Who asked for a job, as its record names them. */
export function requesterOf(caller: Caller): string {
  if (caller.kind === 'user') return `user:${caller.customerId}`;
  return caller.kind === 'machine' ? `machine:${caller.clientId}` : 'nobody';
}
