import { IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { CircuitSettings } from './circuit-settings.ts';

/**
 * closed: deliveries go out. open: they wait, and after each cool-down one of them probes whether the endpoint is
 * back. disabled: it is given up until its owner enables it again.
 */
export const Circuit = Type.Union([Type.Literal('closed'), Type.Literal('open'), Type.Literal('disabled')]);
export type Circuit = Static<typeof Circuit>;

export const DisabledReason = Type.Union([Type.Literal('gone'), Type.Literal('failing')]);
export type DisabledReason = Static<typeof DisabledReason>;

/** How an endpoint does, as its owner may see it. */
export const HealthView = Type.Object({
  circuit: Circuit,
  consecutiveFailures: Type.Integer({ minimum: 0 }),
  failingSince: Type.Optional(IsoDateTime),
  /** When the next probe may go out. */
  probeAt: Type.Optional(IsoDateTime),
  disabledAt: Type.Optional(IsoDateTime),
  disabledReason: Type.Optional(DisabledReason),
});
export type HealthView = Static<typeof HealthView>;

export interface EndpointHealth extends HealthView {
  /** Grows with each change, so that of two writers one begins again. */
  readonly revision: number;
  /** How many probes failed since the circuit opened. */
  readonly failedProbes?: number;
}

export const HEALTHY: EndpointHealth = { circuit: 'closed', consecutiveFailures: 0, revision: 1 };

export const healthView = ({ revision: _, failedProbes: __, ...view }: EndpointHealth): HealthView => view;

/** Whether a delivery may go out: as one of many, as the only probe, or not now. */
export function passage({ circuit, probeAt = '' }: EndpointHealth, now: Date): 'open' | 'probe' | 'shut' {
  if (circuit === 'closed') return 'open';
  return circuit === 'open' && probeAt <= now.toISOString() ? 'probe' : 'shut';
}

// Longer than a probe takes: should the function die on it, the next one may go out.
const PROBE_SECONDS = 60;

/** Keeps all others back while one probes. */
export const withProbe = (health: EndpointHealth, now: Date): EndpointHealth =>
  changed(health, { probeAt: later(now, PROBE_SECONDS) });

/** How long a message waits that is to find the time of the probe come. */
export const secondsUntilProbe = ({ probeAt = '' }: EndpointHealth, now: Date): number =>
  Math.max(0, Math.ceil((Date.parse(probeAt) - now.getTime()) / 1000)) + CLOCKS_DIFFER_SECONDS;

// So that a clock that is a little behind does not find the circuit shut.
const CLOCKS_DIFFER_SECONDS = 1;

interface Failure {
  readonly now: Date;
  readonly isProbe: boolean;
  readonly settings: CircuitSettings;
}

/** @returns the same object where nothing changes, which most failures of an open circuit are */
export function afterFailure(health: EndpointHealth, { now, isProbe, settings }: Failure): EndpointHealth {
  const { circuit, failingSince = now.toISOString(), failedProbes = 0 } = health;
  // One that went out before the circuit opened, or by hand, tells nothing new.
  if (circuit === 'disabled' || (circuit === 'open' && !isProbe)) return health;

  const consecutiveFailures = health.consecutiveFailures + 1;
  const failed = { consecutiveFailures, failingSince };
  if (now.getTime() - Date.parse(failingSince) >= settings.disableAfterSeconds * 1000)
    return disabled({ ...health, ...failed }, 'failing', now);
  if (circuit === 'open')
    return changed(health, {
      ...failed,
      failedProbes: failedProbes + 1,
      probeAt: later(now, coolDownSeconds(failedProbes + 1, settings)),
    });
  if (consecutiveFailures < settings.failuresToOpen) return changed(health, failed);
  return changed(health, { ...failed, circuit: 'open', probeAt: later(now, coolDownSeconds(0, settings)) });
}

/** @returns the same object where nothing changes, which most successes are */
export const afterSuccess = (health: EndpointHealth): EndpointHealth =>
  health.circuit === 'disabled' || (health.circuit === 'closed' && health.consecutiveFailures === 0)
    ? health
    : healthyAgain(health);

/** The endpoint said that it is no more. */
export const afterGone = (health: EndpointHealth, now: Date): EndpointHealth =>
  health.circuit === 'disabled' ? health : disabled(health, 'gone', now);

/** Its owner says that it is back. */
export const healthyAgain = ({ revision }: EndpointHealth): EndpointHealth => ({
  ...HEALTHY,
  revision: revision + 1,
});

const coolDownSeconds = (failedProbes: number, { coolDownSeconds: steps }: CircuitSettings): number =>
  steps[Math.min(failedProbes, steps.length - 1)] ?? 0;

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
