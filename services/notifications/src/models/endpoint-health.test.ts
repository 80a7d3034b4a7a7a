import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '#libs/testing';
import {
  afterFailure,
  afterGone,
  afterSuccess,
  HEALTHY,
  healthyAgain,
  passage,
  withProbe,
  type EndpointHealth,
} from './endpoint-health.ts';

const settings = { failuresToOpen: 3, coolDownSeconds: [60, 300], disableAfterSeconds: 3_600 };

function failing() {
  const now = fixedClock();
  const fail = (health: EndpointHealth, isProbe = false) =>
    afterFailure(health, { now: now(), isProbe, settings });
  const opened = fail(fail(fail(HEALTHY)));
  return { now, fail, opened };
}

describe('the circuit of an endpoint', () => {
  it('opens after failures in a row, not after the same number with a success between them', () => {
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

  it('lets one probe pass after each cool-down, which get longer', () => {
    const { now, fail, opened } = failing();
    expect(passage(opened, now())).toBe('shut');
    now.advance(60);
    expect(passage(opened, now())).toBe('probe');
    const probing = withProbe(opened, now());
    expect(passage(probing, now())).toBe('shut');

    const failed = fail(probing, true);
    expect(failed).toMatchObject({ circuit: 'open', probeAt: '2030-01-01T12:06:00.000Z' });
    now.advance(300);
    expect(fail(withProbe(failed, now()), true).probeAt).toBe('2030-01-01T12:11:00.000Z');
  });

  it('is not moved by what went out before it opened', () => {
    const { fail, opened } = failing();
    expect(fail(opened)).toBe(opened);
  });

  it('closes with a success', () => {
    const { opened, now } = failing();
    const closed = afterSuccess(opened);
    expect(closed).toEqual({ ...HEALTHY, revision: opened.revision + 1 });
    expect(passage(closed, now())).toBe('open');
    expect(afterSuccess(closed)).toBe(closed);
  });

  it('gives up on what fails for long, and says why', () => {
    const { now, fail, opened } = failing();
    now.advance(3_600);
    const disabled = fail(opened, true);
    expect(disabled).toMatchObject({ circuit: 'disabled', disabledReason: 'failing' });
    expect(passage(disabled, now())).toBe('shut');
    expect([afterSuccess(disabled), fail(disabled, true), afterGone(disabled, now())]).toEqual([
      disabled,
      disabled,
      disabled,
    ]);
    expect(healthyAgain(disabled)).toMatchObject({ circuit: 'closed', consecutiveFailures: 0 });
  });

  it('gives up on what says that it is gone', () => {
    const { now } = failing();
    expect(afterGone(HEALTHY, now())).toMatchObject({ circuit: 'disabled', disabledReason: 'gone' });
  });
});
