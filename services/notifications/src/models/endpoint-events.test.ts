import { describe, expect, it } from '@jest/globals';
import { purchaseEvents, NOON } from '#libs/testing';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import type { Circuit } from './endpoint-health.ts';
import { toEndpointEvents } from './endpoint-events.ts';
import { newEndpoint } from './webhook-endpoint.ts';

const { customerId } = purchaseEvents();
const input = { url: 'https://ada.example/hook', eventTypes: ['order.placed' as const] };
const endpoint = newEndpoint(customerId, input, new Date(NOON));
const withCircuit = (circuit: Circuit, revision = 2) => ({
  ...endpoint,
  health: { ...endpoint.health, circuit, revision },
});
const { endpointId, url } = endpoint;

describe('toEndpointEvents', () => {
  it.each([
    ['closed', 'open'],
    ['open', 'disabled'],
    ['closed', 'disabled'],
  ] as const)('returns EndpointUnavailable when the circuit changes from %s to %s', (from, circuit) => {
    expect(toEndpointEvents({ before: withCircuit(from), after: withCircuit(circuit, 3) })).toMatchObject([
      { subject: endpointId, revision: 3, data: { endpointId, customerId, url, circuit } },
    ]);
  });

  it.each([
    ['recovers', { before: withCircuit('open'), after: withCircuit('closed') }],
    ['is probed again', { before: withCircuit('open'), after: withCircuit('open', 3) }],
    [
      'is changed by its owner',
      { before: withCircuit('disabled'), after: { ...withCircuit('disabled'), url: 'https://new.example' } },
    ],
    ['is new', { after: withCircuit('closed') }],
    ['is deleted', { before: withCircuit('open') }],
    ['is the endpoint counter', { before: { endpoints: 1 }, after: { endpoints: 2 } }],
  ])('returns no event when the endpoint %s', (_, change) => {
    expect(toEndpointEvents(change)).toEqual([]);
  });

  it('is invoked for every change that it publishes', async () => {
    const item = fc.oneof(
      fc
        .tuple(fc.constantFrom('closed', 'open', 'disabled'), fc.nat())
        .map(([circuit, revision]) => withCircuit(circuit as Circuit, revision)),
      fc.record({ endpoints: fc.nat() }),
    );
    const count = await checkStreamFilter(
      ['notifications', 'report-unavailable-endpoints'],
      item,
      (change) => toEndpointEvents(change).length > 0,
    );
    expect(count).toBeGreaterThan(0);
  });
});
