import type { Choices } from './choices.ts';

/** What happens to a gateway call. */
export const callFaults = [
  'refused',
  'throttled',
  'server-error',
  'answer-lost',
  'crash-before',
  'crash-after',
  'slow',
  'late-write',
  'conflict',
  'stale-read',
] as const;
/** What happens to a message, a batch or a task on its way. */
export const deliveryFaults = ['duplicate', 'reorder', 'late', 'poison', 'redrive', 'task-repeated'] as const;
/** What the payment provider does, and who else sends its webhooks. */
export const providerFaults = [
  'provider-timeout',
  'provider-error',
  'webhook-forged',
  'webhook-stale',
  'webhook-rotated',
] as const;
/** What a client does. */
export const clientFaults = ['key-expired'] as const;

export type FaultKind =
  | (typeof callFaults)[number]
  | (typeof deliveryFaults)[number]
  | (typeof providerFaults)[number]
  | (typeof clientFaults)[number];
export const faultKinds: readonly FaultKind[] = [
  ...callFaults,
  ...deliveryFaults,
  ...providerFaults,
  ...clientFaults,
];

/** A fault, and the point of the history at which it happens. */
export interface Fault {
  /** `b0.complete complete-session sessions.submit #1` */
  readonly point: string;
  readonly kind: FaultKind;
}

/** Decides which fault happens at a point. */
export interface FaultPlan {
  /** @param kinds  the faults that can happen at this point, with their probabilities */
  next(point: string, kinds: readonly (readonly [FaultKind, number])[]): FaultKind | undefined;
  /** All faults that happened so far. */
  readonly happened: readonly Fault[];
  /** No more faults happen. */
  stop(): void;
}

/**
 * Chooses faults by seed. Each history enables a random half of the kinds and an intensity, so that faults do not hide each
 * other: swarm testing. https://users.cs.utah.edu/~regehr/papers/swarm12.pdf
 */
export function seededFaults(choices: Choices): FaultPlan {
  const intensity = choices.pick('intensity', [0, 0.5, 1, 1, 2]);
  const enabled = new Set(faultKinds.filter((kind) => choices.chance(`enable ${kind}`, 0.6)));
  return plan((point, kinds) => {
    let number = choices.number(`fault ${point}`);
    for (const [kind, probability] of kinds) {
      number -= probability * intensity;
      if (number < 0) return enabled.has(kind) ? kind : undefined;
    }
    return undefined;
  });
}

/** Repeats given faults, and no others. */
export function givenFaults(faults: readonly Fault[]): FaultPlan {
  const byPoint = new Map(faults.map(({ point, kind }) => [point, kind]));
  return plan((point) => byPoint.get(point));
}

function plan(choose: FaultPlan['next']): FaultPlan {
  const uses = new Map<string, number>();
  const happened: Fault[] = [];
  let isStopped = false;
  return {
    happened,
    stop: () => void (isStopped = true),
    next(name, kinds) {
      const count = (uses.get(name) ?? 0) + 1;
      uses.set(name, count);
      if (isStopped) return undefined;
      const point = count === 1 ? name : `${name} #${count}`;
      const kind = choose(point, kinds);
      if (kind) happened.push({ point, kind });
      return kind;
    },
  };
}
