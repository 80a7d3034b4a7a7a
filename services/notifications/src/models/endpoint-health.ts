import { Instant } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { CircuitBreakerSettings } from './circuit-breaker-settings.ts';

/**
 * - closed: deliveries are sent
 * - open: deliveries wait; after each reset timeout the circuit is half-open and one delivery probes the endpoint
 * - disabled: deliveries wait until the owner enables the endpoint
 */
export const Circuit = Type.Union([Type.Literal('closed'), Type.Literal('open'), Type.Literal('disabled')]);
export type Circuit = Static<typeof Circuit>;

export const DisabledReason = Type.Union([Type.Literal('gone'), Type.Literal('failing')]);
export type DisabledReason = Static<typeof DisabledReason>;

export const HealthView = Type.Object(
  {
    circuit: Circuit,
    consecutiveFailures: Type.Integer({ minimum: 0 }),
    failingSince: Type.Optional(Instant),
    /** When the next probe may be sent. */
    probeAt: Type.Optional(Instant),
    disabledAt: Type.Optional(Instant),
    disabledReason: Type.Optional(DisabledReason),
  },
  { title: 'EndpointHealth' },
);
export type HealthView = Static<typeof HealthView>;

export interface EndpointHealth extends HealthView {
  /** Increases with each change, for optimistic locking. */
  readonly revision: number;
  /** The failed probes since the circuit opened. */
  readonly failedProbes?: number;
}

export const HEALTHY: EndpointHealth = { circuit: 'closed', consecutiveFailures: 0, revision: 1 };

export const toHealthView = ({ revision: _, failedProbes: __, ...view }: EndpointHealth): HealthView => view;

/** The state of the circuit at a time: half-open if it is open and its next probe is due. */
export const circuitState = ({ circuit, probeAt = '' }: EndpointHealth, now: Date): Circuit | 'half-open' =>
  circuit === 'open' && probeAt <= now.toISOString() ? 'half-open' : circuit;

// Longer than a probe takes. If the function crashes, the next probe may be sent after it.
const PROBE_CLAIM_SECONDS = 60;

/** Prevents other functions from probing at the same time. */
export const withClaimedProbe = (health: EndpointHealth, now: Date): EndpointHealth =>
  changed(health, { probeAt: later(now, PROBE_CLAIM_SECONDS) });

/** The delay of a message that is to arrive when the next probe is due. */
export const secondsUntilProbe = ({ probeAt = '' }: EndpointHealth, now: Date): number =>
  Math.max(0, Math.ceil((Date.parse(probeAt) - now.getTime()) / 1000)) + CLOCK_SKEW_SECONDS;

// A function whose clock is slightly behind must still find the probe due.
const CLOCK_SKEW_SECONDS = 1;

interface Failure {
  readonly now: Date;
  readonly isProbe: boolean;
  readonly settings: CircuitBreakerSettings;
}

/** @returns the same object if nothing changes, as for most failures of an open circuit */
export function afterFailure(health: EndpointHealth, { now, isProbe, settings }: Failure): EndpointHealth {
  const { circuit, failingSince = now.toISOString(), failedProbes = 0 } = health;
  // A failure of a request that was sent before the circuit opened, or of a manual delivery, changes nothing.
  if (circuit === 'disabled' || (circuit === 'open' && !isProbe)) return health;

  const consecutiveFailures = health.consecutiveFailures + 1;
  const failed = { consecutiveFailures, failingSince };
  if (now.getTime() - Date.parse(failingSince) >= settings.disableAfterSeconds * 1000)
    return disabled({ ...health, ...failed }, 'failing', now);
  if (circuit === 'open')
    return changed(health, {
      ...failed,
      failedProbes: failedProbes + 1,
      probeAt: later(now, resetTimeout(failedProbes + 1, settings)),
    });
  if (consecutiveFailures < settings.failuresToOpen) return changed(health, failed);
  return changed(health, { ...failed, circuit: 'open', probeAt: later(now, resetTimeout(0, settings)) });
}

/** @returns the same object if nothing changes, as for most successes */
export const afterSuccess = (health: EndpointHealth): EndpointHealth =>
  health.circuit === 'disabled' || (health.circuit === 'closed' && health.consecutiveFailures === 0)
    ? health
    : withClosedCircuit(health);

/** The endpoint answered 410 Gone. */
export const afterGone = (health: EndpointHealth, now: Date): EndpointHealth =>
  health.circuit === 'disabled' ? health : disabled(health, 'gone', now);

export const withClosedCircuit = ({ revision }: EndpointHealth): EndpointHealth => ({
  ...HEALTHY,
  revision: revision + 1,
});

const resetTimeout = (failedProbes: number, { resetTimeoutSeconds }: CircuitBreakerSettings): number =>
  resetTimeoutSeconds[Math.min(failedProbes, resetTimeoutSeconds.length - 1)] ?? 0;

function disabled(
  { revision, consecutiveFailures, failingSince }: EndpointHealth,
  disabledReason: DisabledReason,
  now: Date,
): EndpointHealth {
  return {
    circuit: 'disabled',
    consecutiveFailures,
    ...(failingSince !== undefined && { failingSince }),
    disabledAt: now.toISOString(),
    disabledReason,
    revision: revision + 1,
  };
}

const changed = (health: EndpointHealth, change: Partial<EndpointHealth>): EndpointHealth => ({
  ...health,
  ...change,
  revision: health.revision + 1,
});

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
