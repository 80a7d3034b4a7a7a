import { didYouMean } from '../../../../workspace/src/names/nearest-name.ts';
import { UsageError } from '../../contract/debugging.ts';
import type { FaultAction, FaultTarget } from '../../contract/faults.ts';
import { actionsByTarget, targets, type FaultPlan, type FaultRule } from './plan.ts';

type Fields = Readonly<Record<string, unknown>>;
/** @returns what is wrong with a value: `must be …` */
type Check = (value: unknown) => string | undefined;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const count: Check = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : 'must be a whole number of at least 1';
const share: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'must be a number from 0 to 1';
const millis: Check = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number of milliseconds';
const pattern: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a name, which may contain *';
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const seed: Check = (value) => (Number.isSafeInteger(value) ? undefined : 'must be a whole number');
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.includes(String(value)) ? undefined : `must be one of ${values.join(', ')}`;

const behaviorFields: Readonly<Record<string, Check>> = {
  unorderedQueues: flag,
  duplicateMessages: share,
  transactionConflicts: flag,
  staleReads: share,
};

const ruleFields: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(targets.map((target) => [target, pattern])),
  fault: () => undefined,
  resource: pattern,
  function: pattern,
  trigger: pattern,
  nth: count,
  from: count,
  to: count,
  probability: share,
  delayMillis: millis,
  reason: oneOf(['access-denied', 'validation']),
};

/**
 * Validates a fault plan.
 * @param source names the plan in messages, such as its file
 * @throws UsageError that names the field and says what to write
 */
export function parsePlan(value: unknown, source = 'the fault plan'): FaultPlan {
  const fail = (where: string, problem: string): never => {
    const end = /[.?]$/.test(problem) ? '' : '.';
    throw new UsageError(`Invalid fault plan in ${source}: ${where} ${problem}${end}`);
  };
  const fields = (where: string, given: unknown, known: Readonly<Record<string, Check>>): Fields => {
    if (!isFields(given)) return fail(where, 'must be an object');
    for (const [name, content] of Object.entries(given)) {
      const label = where === 'the plan' ? name : `${where}.${name}`;
      if (!Object.hasOwn(known, name)) {
        const names = Object.keys(known);
        fail(label, `is unknown.${didYouMean(name, names)} Use ${names.join(', ')}`);
      }
      const problem = known[name]?.(content);
      if (problem !== undefined) fail(label, `is ${JSON.stringify(content)}, but ${problem}`);
    }
    return given;
  };

  const plan = fields('the plan', value, { seed, behaviors: () => undefined, rules: () => undefined });
  if (plan['behaviors'] !== undefined) fields('behaviors', plan['behaviors'], behaviorFields);
  const rules = plan['rules'] ?? [];
  if (!Array.isArray(rules)) return fail('rules', 'must be a list');
  for (const [index, given] of rules.entries()) {
    const where = `rules[${index}]`;
    const rule = fields(where, given, ruleFields);
    const target = onlyTarget(rule, (problem) => fail(where, problem));
    checkAction(rule, target, (problem) => fail(`${where}.fault`, problem));
    checkOccurrence(rule as Partial<FaultRule>, (problem) => fail(where, problem));
    if (rule['function'] !== undefined && (target === 'queue' || target === 'topic'))
      fail(`${where}.function`, `does not apply to a ${target}. Remove it`);
    if (rule['trigger'] !== undefined && target !== 'invocation')
      fail(`${where}.trigger`, 'applies to invocations. Remove it, or select an invocation');
  }
  return plan as FaultPlan;
}

function onlyTarget(rule: Fields, fail: (problem: string) => never): FaultTarget {
  const given = targets.filter((target) => rule[target] !== undefined);
  if (given.length === 1) return given[0]!;
  return fail(
    given.length === 0
      ? `selects nothing. Add one of ${targets.join(', ')}, such as "call": "dynamodb:PutItem"`
      : `selects ${given.join(' and ')}. Keep one of them`,
  );
}

function checkAction(rule: Fields, target: FaultTarget, fail: (problem: string) => never): void {
  const actions: readonly FaultAction[] = actionsByTarget[target];
  const action = rule['fault'];
  if (actions.some((each) => each === action)) return;
  const problem = action === undefined ? 'is missing' : `is ${JSON.stringify(action)}`;
  const suggestion = didYouMean(String(action), actions);
  fail(`${problem}, but a fault of a ${target} must be one of ${actions.join(', ')}.${suggestion}`);
}

function checkOccurrence({ nth, from, to }: Partial<FaultRule>, fail: (problem: string) => never): void {
  if (nth !== undefined && (from !== undefined || to !== undefined))
    fail('has nth and a range. Keep nth, or from and to');
  if (from !== undefined && to !== undefined && from > to) fail(`has from ${from} after to ${to}. Swap them`);
}
