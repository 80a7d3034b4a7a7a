import { describe, expect, it } from '@jest/globals';
import { purchaseEvents, NOON } from '#libs/testing';
import type { Circuit } from './endpoint-health.ts';
import { endpointStops } from './endpoint-stops.ts';
import { newEndpoint } from './webhook-endpoint.ts';

const { customerId } = purchaseEvents();
const input = { url: 'https://ada.example/hook', eventTypes: ['order.placed' as const] };
const endpoint = newEndpoint(customerId, input, new Date(NOON));
const whose = (circuit: Circuit, revision = 2) => ({
  ...endpoint,
  health: { ...endpoint.health, circuit, revision },
});
const { endpointId, url } = endpoint;

describe('an endpoint that stopped', () => {
  it.each([
    ['closed', 'open'],
    ['open', 'disabled'],
    ['closed', 'disabled'],
  ] as const)('is reported when its circuit goes from %s to %s', (from, circuit) => {
    expect(endpointStops({ before: whose(from), after: whose(circuit, 3) })).toMatchObject([
      { subject: endpointId, revision: 3, data: { endpointId, customerId, url, circuit } },
    ]);
  });

  it.each([
    ['is back', { before: whose('open'), after: whose('closed') }],
    ['is probed again', { before: whose('open'), after: whose('open', 3) }],
    [
      'is changed by its owner',
      { before: whose('disabled'), after: { ...whose('disabled'), url: 'https://new.example' } },
    ],
    ['is new', { after: whose('closed') }],
    ['is deleted', { before: whose('open') }],
    ['is counted', { before: { endpoints: 1 }, after: { endpoints: 2 } }],
  ])('is not reported when it %s', (_, change) => {
    expect(endpointStops(change)).toEqual([]);
  });
});
