import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idsBetween, newDelivery, waiting } from './delivery.ts';
import { testPayload } from './webhook-payload.ts';

const noon = new Date('2030-01-01T12:00:00.000Z');
const HOUR = 3_600_000;
const endpoint = { customerId: 'c-1', endpointId: 'whe_1' };
const deliveryOf = (eventId: string, at = noon, endpointId = 'whe_1') =>
  newDelivery({
    correlationId: 'c-1',
    endpoint: { ...endpoint, endpointId },
    payload: testPayload(endpointId, at),
    eventId,
    now: new Date(noon.getTime() + 5_000),
  });

describe('a delivery that waits', () => {
  it('comes up by itself after an hour, the later the longer it waits, and once a day at the least', () => {
    const { createdAt } = deliveryOf('e-1');
    const hoursUntilDue = (ageHours: number) => {
      const now = new Date(Date.parse(createdAt) + ageHours * HOUR);
      return (Date.parse(waiting(deliveryOf('e-1'), now).dueAt!) - now.getTime()) / HOUR;
    };
    expect([0, 1, 2, 4, 24, 700].map(hoursUntilDue)).toEqual([1, 1, 2, 4, 24, 24]);
  });
});

describe('the id of a delivery', () => {
  it('is the same for the same event and endpoint, and for no other', () => {
    expect(deliveryOf('e-1').deliveryId).toBe(deliveryOf('e-1').deliveryId);
    expect(deliveryOf('e-1').deliveryId).toMatch(/^dlv_[0-9a-z]{36}$/);
    const others = [deliveryOf('e-2'), deliveryOf('e-1', noon, 'whe_2')];
    for (const { deliveryId } of others) expect(deliveryId).not.toBe(deliveryOf('e-1').deliveryId);
  });

  it('lies between the times that are asked for', () => {
    const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, time, (at, from, to) => {
        const { first, last } = idsBetween(from.toISOString(), to.toISOString());
        const { deliveryId } = deliveryOf('e-1', at);
        return (deliveryId >= first && deliveryId <= last) === (at >= from && at <= to);
      }),
    );
    const { first, last } = idsBetween(undefined, undefined);
    expect(deliveryOf('e-1').deliveryId > first && deliveryOf('e-1').deliveryId < last).toBe(true);
  });
});
