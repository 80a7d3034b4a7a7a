import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '#libs/testing';
import {
  afterFailure,
  afterGone,
  afterSuccess,
  HEALTHY,
  withClosedCircuit,
  circuitState,
  withClaimedProbe,
  type EndpointHealth,
} from './endpoint-health.ts';

const settings = { failuresToOpen: 3, resetTimeoutSeconds: [60, 300], disableAfterSeconds: 3_600 };

function failing() {
  const now = fixedClock();
  const fail = (health: EndpointHealth, isProbe = false) =>
    afterFailure(health, { now: now(), isProbe, settings });
  const opened = fail(fail(fail(HEALTHY)));
  return { now, fail, opened };
}

describe('the circuit breaker of an endpoint', () => {
  it('opens after consecutive failures, not if a success is among them', () => {
    const { fail, opened } = failing();
    const two = fail(fail(HEALTHY));
    expect(two).toMatchObject({ circuit: 'closed', consecutiveFailures: 2 });
    expect(fail(fail(afterSuccess(two)))).toMatchObject({ circuit: 'closed', consecutiveFailures: 2 });
    expect(opened).toMatchObject({
      circuit: 'open',
      consecutiveFailures: 3,
      probeAt: '2030-01-01T12:01:00.000Z',
    });
  });

  it('allows one probe after each reset timeout, which increases', () => {
    const { now, fail, opened } = failing();
    expect(circuitState(opened, now())).toBe('open');
    now.advance(60);
    expect(circuitState(opened, now())).toBe('half-open');
    const probing = withClaimedProbe(opened, now());
    expect(circuitState(probing, now())).toBe('open');

    const failed = fail(probing, true);
    expect(failed).toMatchObject({ circuit: 'open', probeAt: '2030-01-01T12:06:00.000Z' });
    now.advance(300);
    expect(fail(withClaimedProbe(failed, now()), true).probeAt).toBe('2030-01-01T12:11:00.000Z');
  });

  it('does not change after failures of requests that were sent before it opened', () => {
    const { fail, opened } = failing();
    expect(fail(opened)).toBe(opened);
  });

  it('closes after a success', () => {
    const { opened, now } = failing();
    const closed = afterSuccess(opened);
    expect(closed).toEqual({ ...HEALTHY, revision: opened.revision + 1 });
    expect(circuitState(closed, now())).toBe('closed');
    expect(afterSuccess(closed)).toBe(closed);
  });

  it('is disabled after failing for a long time, with the reason', () => {
    const { now, fail, opened } = failing();
    now.advance(3_600);
    const disabled = fail(opened, true);
    expect(disabled).toMatchObject({ circuit: 'disabled', disabledReason: 'failing' });
    expect(circuitState(disabled, now())).toBe('disabled');
    expect([afterSuccess(disabled), fail(disabled, true), afterGone(disabled, now())]).toEqual([
      disabled,
      disabled,
      disabled,
    ]);
    expect(withClosedCircuit(disabled)).toMatchObject({ circuit: 'closed', consecutiveFailures: 0 });
  });

  it('is disabled after 410 Gone', () => {
    const { now } = failing();
    expect(afterGone(HEALTHY, now())).toMatchObject({ circuit: 'disabled', disabledReason: 'gone' });
  });
});
