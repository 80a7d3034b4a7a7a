import type { Caller } from '#libs/lambda';

/** The caller as job records store it: the `sub` of a member of staff, or the client id of a machine. */
export const toRequesterId = (caller: Extract<Caller, { kind: 'staff' | 'machine' }>): string =>
  caller.kind === 'staff' ? caller.staffId : caller.clientId;
