import type { Caller } from '#libs/lambda';

/** The caller as job records store it: the user pool `sub` of a user, or the client id of a machine. */
export const toRequesterId = (caller: Exclude<Caller, { kind: 'anonymous' }>): string =>
  caller.kind === 'user' ? caller.customerId : caller.clientId;
