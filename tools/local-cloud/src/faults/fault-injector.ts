import { noBehaviors, type Fault, type FaultPoint, type Faults } from '../contract/faults.ts';
import type { Recorder } from '../contract/recorder.ts';
import { createChoices, type Choices } from './choices.ts';
import { performWithFault, type Effects } from './call-faults.ts';
import type { InjectedFault } from './fault-log.ts';
import type { FaultPlan, FaultRule } from './plan/plan.ts';
import { matchesRule, type KeyOf } from './rule-matching.ts';

interface Dependencies {
  readonly plan: FaultPlan;
  /** Used unless the plan has a seed. */
  readonly seed: number;
  readonly recorder: Recorder;
  readonly keyOf: KeyOf;
  /** What a fault can do to the local cloud itself. */
  readonly effects: Effects;
  readonly onInjected: (fault: InjectedFault) => void;
}

/** The faults of a local cloud, for tests and `npm start -- --faults`. */
export interface FaultInjector extends Faults {
  /** Faults act only after the start, so that the deployment and the seeding succeed. */
  start(): void;
  /** Replaces the plan. Occurrences count from 1 again. */
  use(plan: FaultPlan): void;
  /** What was injected since the start, or since the last `use`. */
  injected(): readonly InjectedFault[];
  seed(): number;
  /** Reports each call and delivery at which a fault could act. @returns a function that ends it */
  observe(onPoint: (point: FaultPoint) => void): () => void;
}

const DEFAULT_DELAY_MILLIS = 1_000;

/** Decides which rule of a plan acts on a call or delivery. Everything random follows from the seed. */
export function createFaultInjector(deps: Dependencies): FaultInjector {
  const { recorder, keyOf, effects, onInjected } = deps;
  let plan = deps.plan;
  let choices = choicesOf(plan);
  let matches = new Map<FaultRule, number>();
  let injected: InjectedFault[] = [];
  let isStarted = false;
  let onPoint: ((point: FaultPoint) => void) | undefined;

  const seed = (): number => plan.seed ?? deps.seed;
  function choicesOf(chosen: FaultPlan): Choices {
    return createChoices(chosen.seed ?? deps.seed);
  }

  function choose(point: FaultPoint): Fault | undefined {
    if (!isStarted) return undefined;
    onPoint?.(point);
    for (const [index, rule] of (plan.rules ?? []).entries()) {
      if (!matchesRule(rule, point, keyOf)) continue;
      const occurrence = (matches.get(rule) ?? 0) + 1;
      matches.set(rule, occurrence);
      if (isChosen(rule, index, occurrence, point)) return inject(rule, index, occurrence, point);
    }
    return undefined;
  }

  function isChosen(rule: FaultRule, index: number, occurrence: number, point: FaultPoint): boolean {
    const { nth, from = nth ?? 1, to = nth ?? Number.POSITIVE_INFINITY, probability = 1 } = rule;
    if (occurrence < from || occurrence > to) return false;
    return probability === 1 || choices.next(`rule ${index} ${nameOf(point)}`) < probability;
  }

  function inject(rule: FaultRule, index: number, occurrence: number, point: FaultPoint): Fault {
    const { target, name, resources, principal, trace } = point;
    const entry: InjectedFault = {
      at: new Date().toISOString(),
      rule: index,
      occurrence,
      action: rule.fault,
      target,
      name,
      ...(resources[0] !== undefined && { resource: keyOf(resources[0]) ?? resources[0] }),
      ...(principal !== undefined && { principal }),
      ...(trace !== undefined && { trace }),
    };
    injected.push(entry);
    onInjected(entry);
    recorder
      .start({
        kind: 'delivery',
        name: `fault: ${rule.fault}`,
        causes: [trace],
        attributes: { fault: rule.fault, source: `${target} ${name}`, rule: index, occurrence },
      })
      .end();
    return {
      action: rule.fault,
      delayMillis: rule.delayMillis ?? DEFAULT_DELAY_MILLIS,
      reason: rule.reason ?? 'access-denied',
      seed: choices.hash(`rule ${index} ${nameOf(point)}`, occurrence),
    };
  }

  return {
    choose,
    async call(call) {
      const fault = choose(call.point);
      return fault === undefined ? call.perform() : performWithFault(fault, call, effects);
    },
    behaviors: () => (isStarted ? { ...noBehaviors, ...plan.behaviors } : noBehaviors),
    random: (name) => choices.next(name),
    start: () => void (isStarted = true),
    use(next) {
      plan = next;
      choices = choicesOf(next);
      matches = new Map();
      injected = [];
    },
    injected: () => injected,
    seed,
    observe(listener) {
      onPoint = listener;
      return () => {
        onPoint = undefined;
      };
    },
  };
}

/** What stays the same in each run: an id in an ARN would not. */
const nameOf = ({ target, name, principal = '' }: FaultPoint): string => `${target} ${name} ${principal}`;
