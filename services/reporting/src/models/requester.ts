import type { Caller } from '#libs/lambda';

/** The caller as job records store it: the user pool `sub` of a user, or the client id of a machine. */
export function toRequesterId(caller: Caller): string {
  if (caller.kind === 'user') return caller.customerId;
  return caller.kind === 'machine' ? caller.clientId : 'anonymous';
}
