import type { FaultPoint } from '../../local-cloud/src/contract/faults.ts';
import type { Choices } from '../../local-cloud/src/faults/choices.ts';
import { actionsByTarget, type FaultRule } from '../../local-cloud/src/faults/plan/plan.ts';
import type { ScenarioName } from './scenarios.ts';

/** One fault at one call or delivery of a scenario. */
export interface FaultCase {
  /** `place call inventory/reserve-stock dynamodb:PutItem … killed-after`: the argument of `--only`. */
  readonly id: string;
  readonly scenario: ScenarioName;
  readonly rule: FaultRule;
}

/** A call or delivery of a scenario, each kind once: the record of calls (ADR 22) and the record of deliveries. */
export interface RecordedPoint {
  readonly target: FaultPoint['target'];
  readonly name: string;
  /** `checkout/SessionsTable`, or an ARN without what changes from run to run. */
  readonly resource: string;
  readonly principal: string;
}

/** What is not called in each run. */
const OPTIONAL_CALLS = /^(ssm|kms):/;

/** Actions on an exact call that are left out: they have their own scenarios or need operators. */
const LEFT_OUT = new Set(['slow', 'late-write', 'database-killed', 'clock-jump']);

/** @returns a point that is the same in each run */
export function toRecordedPoint(
  { target, name, resources, principal = '' }: FaultPoint,
  keyOf: (arn: string) => string | undefined,
): RecordedPoint {
  const [resource = ''] = resources;
  return { target, name, resource: keyOf(resource) ?? '*', principal };
}

/** All single faults of a scenario. */
export function casesOf(scenario: ScenarioName, points: readonly RecordedPoint[]): readonly FaultCase[] {
  return points
    .filter(({ target, name }) => target !== 'call' || !OPTIONAL_CALLS.test(name))
    .flatMap((point) =>
      actionsOf(point).map((fault) => {
        const rule = { ...selectorOf(point), nth: 1, fault };
        return { id: idOf(scenario, point, fault), scenario, rule };
      }),
    );
}

/**
 * The second fault of a pair: another one of the same scenario, so that both can happen. The one whose hash with the first is the
 * lowest is taken: a pair stays the same although the record of calls differs a little from run to run.
 * https://en.wikipedia.org/wiki/Rendezvous_hashing
 *
 * @returns undefined if the scenario has no other fault
 */
export function secondFault(
  first: FaultCase,
  all: readonly FaultCase[],
  choices: Pick<Choices, 'hash'>,
): FaultCase | undefined {
  const ranked = all
    .filter(({ id, scenario }) => scenario === first.scenario && id !== first.id)
    .map((other) => ({ other, rank: choices.hash(`${first.id} and ${other.id}`, 1) }));
  return ranked.toSorted((one, other) => one.rank - other.rank)[0]?.other;
}

const WRITES = /^dynamodb:(Put|Update|Delete|Transact)/;

function actionsOf({ target, name, principal }: RecordedPoint): readonly FaultRule['fault'][] {
  const actions: readonly FaultRule['fault'][] = actionsByTarget[target];
  return actions.filter((action) => {
    if (LEFT_OUT.has(action)) return false;
    if (action === 'conflict') return WRITES.test(name);
    // Only functions run in a thread that can be killed.
    if (target === 'call' && action.startsWith('killed')) return principal.startsWith('tradewind-');
    // A message that a topic loses goes to a dead-letter queue, and waits there for an operator.
    if (target === 'topic') return action === 'delivered-again';
    // API Gateway and schedules do not repeat an invocation.
    if (target === 'invocation' && action === 'delivered-again') return name === 'state-machine';
    return true;
  });
}

function selectorOf({ target, name, resource, principal }: RecordedPoint): Omit<FaultRule, 'fault'> {
  switch (target) {
    case 'call':
      return { call: name, resource, function: principal };
    case 'invocation':
      return { invocation: principal, trigger: name, delayMillis: SHORT_TIMEOUT_MILLIS };
    case 'stream':
      return { stream: resource, function: principal };
    case 'task':
      return { task: name, resource };
    case 'queue':
      return { queue: resource };
    case 'topic':
      return { topic: resource };
  }
}

/** Long enough that a warm function has begun its work, and short enough that it has not ended. */
const SHORT_TIMEOUT_MILLIS = 15;

const idOf = (
  scenario: string,
  { target, name, resource, principal }: RecordedPoint,
  fault: string,
): string =>
  [
    scenario,
    target,
    principal.replace(/^tradewind-/, ''),
    // The names of queues, streams and topics have a generated suffix.
    ...(NAMED.has(target) ? [name] : []),
    resource,
    fault,
  ]
    .filter(Boolean)
    .join(' ');

const NAMED = new Set<FaultPoint['target']>(['call', 'invocation', 'task']);
