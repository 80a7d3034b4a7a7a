import { describe, expect, it } from '@jest/globals';
import { serverClock } from './server-clock.ts';

const MINUTE = 60_000;
const local = Date.parse('2030-01-01T12:00:00Z');

describe('serverClock', () => {
  it('starts with the local time and ignores small differences', () => {
    const clock = serverClock(() => local);
    const signed = clock.read();
    expect(signed.date).toEqual(new Date(local));
    expect(clock.observe(new Date(local + 3 * MINUTE).toUTCString(), signed)).toBe(false);
    expect(clock.read().date).toEqual(new Date(local));
  });

  it.each([-60, -5, 5, 60])('corrects a clock that is off by %i minutes', (minutes) => {
    const clock = serverClock(() => local);
    const server = new Date(local + minutes * MINUTE);
    expect(clock.observe(server.toUTCString(), clock.read())).toBe(true);
    expect(clock.read().date).toEqual(server);
    expect(clock.observe(server.toUTCString(), clock.read())).toBe(false);
  });

  it('reports the skew to each of several concurrent requests', () => {
    const clock = serverClock(() => local);
    const [first, second] = [clock.read(), clock.read()];
    const date = new Date(local + 60 * MINUTE).toUTCString();
    expect([clock.observe(date, first), clock.observe(date, second)]).toEqual([true, true]);
  });

  it('takes the duration of the request into account', () => {
    let now = local;
    const clock = serverClock(() => now);
    const signed = clock.read();
    now += 10 * MINUTE;
    expect(clock.observe(new Date(now).toUTCString(), signed)).toBe(false);
  });

  it('ignores responses without a date and those of before a freeze', () => {
    let now = local;
    const clock = serverClock(() => now);
    const signed = clock.read();
    expect(clock.observe(undefined, signed)).toBe(false);
    expect(clock.observe('soon', signed)).toBe(false);
    now += 20 * MINUTE;
    expect(clock.observe(new Date(local).toUTCString(), signed)).toBe(false);
    expect(clock.read().date).toEqual(new Date(now));
  });
});
