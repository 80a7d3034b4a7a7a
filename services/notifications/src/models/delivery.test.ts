import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idRange, newDelivery, wait } from './delivery.ts';
import { testPayload } from './webhook-payload.ts';

const noon = new Date('2030-01-01T12:00:00.000Z');
const HOUR = 3_600_000;
const endpoint = { customerId: 'c-1', endpointId: 'whe_1' };
const deliveryFor = (cause: string, at = noon, endpointId = 'whe_1') =>
  newDelivery({
    correlationId: 'c-1',
    endpoint: { ...endpoint, endpointId },
    payload: testPayload(endpointId, at),
    cause,
    now: new Date(noon.getTime() + 5_000),
  });

describe('waiting', () => {
  it('makes a delivery due after an hour, later the longer it waits, and at least once a day', () => {
    const { createdAt } = deliveryFor('e-1');
    const hoursUntilDue = (ageHours: number) => {
      const now = new Date(Date.parse(createdAt) + ageHours * HOUR);
      return (Date.parse(wait(deliveryFor('e-1'), now).dueAt!) - now.getTime()) / HOUR;
    };
    expect([0, 1, 2, 4, 24, 700].map(hoursUntilDue)).toEqual([1, 1, 2, 4, 24, 24]);
  });
});

describe('deliveryId', () => {
  it('is the same for the same event and endpoint only', () => {
    expect(deliveryFor('e-1').deliveryId).toBe(deliveryFor('e-1').deliveryId);
    expect(deliveryFor('e-1').deliveryId).toMatch(/^dlv_[0-9a-z]{36}$/);
    const others = [deliveryFor('e-2'), deliveryFor('e-1', noon, 'whe_2')];
    for (const { deliveryId } of others) expect(deliveryId).not.toBe(deliveryFor('e-1').deliveryId);
  });

  it('lies within the requested period', () => {
    const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, time, (at, from, to) => {
        const { first, last } = idRange(from.toISOString(), to.toISOString());
        const { deliveryId } = deliveryFor('e-1', at);
        return (deliveryId >= first && deliveryId <= last) === (at >= from && at <= to);
      }),
    );
    const { first, last } = idRange(undefined, undefined);
    expect(deliveryFor('e-1').deliveryId > first && deliveryFor('e-1').deliveryId < last).toBe(true);
  });
});
