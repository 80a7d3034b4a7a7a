import { AppError } from '#libs/errors';
import { crashed, never, type Engine } from './engine.ts';
import type { FaultKind } from './faults.ts';

/** How a gateway can fail. */
export interface GatewayOptions {
  /** Methods that read. */
  readonly reads: readonly string[];
  /** Eventually consistent reads: they may return what they returned before. */
  readonly staleReads?: readonly string[];
  /** How long a write may take that its function does not wait for; 50 by default. */
  readonly latestWriteSeconds?: number;
  /** Further faults of the gateway, such as those of the payment provider. */
  readonly kinds?: readonly (readonly [FaultKind, number])[];
}

const ANY_CALL = [
  ['crash-before', 0.012],
  ['crash-after', 0.012],
  ['throttled', 0.012],
  ['server-error', 0.008],
  ['refused', 0.001],
  ['answer-lost', 0.012],
  ['slow', 0.012],
] as const;
const STALE_READS = [['stale-read', 0.05]] as const;
const WRITES = [
  ['late-write', 0.004],
  ['conflict', 0.012],
] as const;

/**
 * Makes each call of a gateway wait until it is released, and lets it fail as the fault plan says. The in-memory
 * repositories copy what they store and return.
 */
export function heldGateway<T extends object>(
  engine: Engine,
  name: string,
  target: T,
  options: GatewayOptions,
): T {
  const earlier = new Map<string, unknown>();
  return new Proxy(target, {
    get(_, method) {
      const call = Reflect.get(target, method) as unknown;
      if (typeof call !== 'function' || typeof method !== 'string') return call;
      const isRead = options.reads.includes(method);
      const canBeStale = options.staleReads?.includes(method) ?? false;
      return (...args: unknown[]) =>
        heldCall(
          engine,
          {
            call: `${name}.${method}`,
            gateway: name,
            isWrite: !isRead,
            latestWriteSeconds: options.latestWriteSeconds,
            kinds: [...(options.kinds ?? []), ...(canBeStale ? STALE_READS : [])],
          },
          async (isStale) => {
            const key = canBeStale ? `${method} ${JSON.stringify(args)}` : '';
            if (isStale && earlier.has(key)) return earlier.get(key);
            const result = await (call as (...given: unknown[]) => unknown).apply(target, args);
            if (canBeStale) earlier.set(key, result);
            return result;
          },
        );
    },
  });
}

export interface HeldCall {
  /** `orders.insert` */
  readonly call: string;
  readonly gateway: string;
  readonly isWrite: boolean;
  readonly latestWriteSeconds?: number | undefined;
  readonly kinds?: GatewayOptions['kinds'];
}

/** Sends one call when it is released. */
export async function heldCall<T>(
  engine: Engine,
  held: HeldCall,
  apply: (isStale: boolean) => Promise<T>,
): Promise<T> {
  const { time, choices, faults } = engine;
  const invocation = engine.current();
  if (!invocation) return apply(false);
  if (invocation.isDead) return never;
  const name = `${invocation.surroundings.correlation.id} ${invocation.name} ${held.call}`;
  await time.sleep(choices.between(`latency ${name}`, 1, 12));
  if (invocation.isDead) return never;

  const fault = faults.next(name, [...(held.kinds ?? []), ...ANY_CALL, ...(held.isWrite ? WRITES : [])]);
  engine.note(fault ? `${name} (${fault})` : name);
  const crash = () => {
    invocation.die(crashed());
    return never;
  };
  switch (fault) {
    case 'crash-before':
      return crash();
    case 'throttled':
      throw awsError('ProvisionedThroughputExceededException');
    case 'server-error':
      throw awsError('InternalServerError');
    case 'refused':
      throw awsError('AccessDeniedException');
    case 'conflict':
      throw new AppError('unavailable', `${held.gateway}.busy`);
    case 'provider-error':
      throw new AppError('unavailable', 'payment.provider-unavailable');
    case 'late-write':
      // The request is on its way when the function's time ends.
      await time.sleep(choices.between(`late ${name}`, 10_000, (held.latestWriteSeconds ?? 50) * 1000));
      await apply(false);
      return never;
    case undefined:
  }
  const result = await apply(fault === 'stale-read');
  if (fault === 'crash-after') return crash();
  if (fault === 'provider-timeout') {
    await time.sleep(5_000);
    throw new AppError('unavailable', 'payment.provider-unavailable');
  }
  // Other requests overtake it meanwhile.
  const answersWithin = fault === 'slow' ? choices.pick(`slow ${name}`, [500, 5_000, 25_000]) : 5;
  await time.sleep(choices.between(`answer ${name}`, 1, answersWithin));
  if (invocation.isDead) return never;
  if (fault === 'answer-lost') throw awsError('TimeoutError');
  return result;
}

const awsError = (name: string): Error => Object.assign(new Error(`${name} (simulated)`), { name });
