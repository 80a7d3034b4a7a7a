import { matchesWildcard } from '../../../workspace/src/patterns/wildcard.ts';
import type { FaultPoint } from '../contract/faults.ts';
import { targetOf, type FaultRule } from './plan/plan.ts';

/** Finds the deployed resource of an ARN or a physical name: `checkout/SessionsTable`. */
export type KeyOf = (arnOrName: string) => string | undefined;

/** A rule without a function leaves the developer alone: tests and the console look at the system with these credentials. */
const DEVELOPER = 'developer';

/** Whether a rule selects a point, at any occurrence. */
export function matchesRule(rule: FaultRule, point: FaultPoint, keyOf: KeyOf): boolean {
  const target = targetOf(rule);
  if (target !== point.target) return false;
  const { principal } = point;
  const selected = rule[target] ?? '*';
  const ofResource = (pattern: string) =>
    point.resources.some((resource) =>
      namesOf(resource, keyOf).some((name) => matchesWildcard(pattern, name)),
    );
  const ofPrincipal = (pattern: string) =>
    principal !== undefined && functionNames(principal).some((name) => matchesWildcard(pattern, name));

  if (rule.function === undefined ? principal === DEVELOPER : !ofPrincipal(rule.function)) return false;
  if (rule.resource !== undefined && !ofResource(rule.resource)) return false;
  switch (target) {
    case 'call':
    case 'task':
      return matchesWildcard(selected, point.name);
    case 'invocation':
      return ofPrincipal(selected) && (rule.trigger === undefined || rule.trigger === point.name);
    case 'queue':
    case 'stream':
    case 'topic':
      return ofResource(selected);
  }
}

/** `checkout/SessionsTable`, the ARN, and the physical name in it. */
function namesOf(resource: string, keyOf: KeyOf): readonly string[] {
  const [, , , , , ...path] = resource.split(':');
  const key = keyOf(resource);
  return [resource, path.join(':').replace(/^[a-z]+\//, ''), ...(key === undefined ? [] : [key])];
}

/** `tradewind-orders-local-place-order` is also `orders/place-order`. */
function functionNames(principal: string): readonly string[] {
  const [, service, name] = /^tradewind-(.+?)-local-(.+)$/.exec(principal) ?? [];
  return service === undefined ? [principal] : [principal, `${service}/${name}`];
}
