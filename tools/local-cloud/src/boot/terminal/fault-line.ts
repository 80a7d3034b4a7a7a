import type { InjectedFault } from '../../faults/fault-log.ts';

/** The terminal's line for an injected fault: `FAULT answer-lost: call dynamodb:PutItem of … to …`. */
export function toFaultLine({ action, target, name, principal, resource, rule }: InjectedFault): string {
  const of = principal === undefined ? '' : ` of ${principal}`;
  const to = resource === undefined || resource === principal ? '' : ` to ${resource}`;
  return `FAULT ${action}: ${target} ${name}${of}${to} (rule ${rule})`;
}
