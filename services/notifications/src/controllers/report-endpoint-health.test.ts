import { describe, expect, it } from '@jest/globals';
import type { EventOf } from '#libs/contracts';
import { NOON } from '../../test/events.ts';
import { recordingQueue } from '../../test/recording-queue.ts';
import { HEALTHY, type EndpointHealth } from '../models/endpoint-health.ts';
import EndpointStopped from '../models/endpoint-stopped.schema.ts';
import { newEndpoint } from '../models/webhook-endpoint.ts';
import { reportEndpointHealth } from './report-endpoint-health.ts';

const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
const input = { url: 'https://example.com/', eventTypes: ['order.placed' as const] };
const endpoint = newEndpoint(customerId, input, new Date(NOON));
const withHealth = (health: Partial<EndpointHealth>) => ({ ...endpoint, health: { ...HEALTHY, ...health } });
const open = withHealth({ circuit: 'open', consecutiveFailures: 5 });
const disabled = withHealth({ circuit: 'disabled', disabledReason: 'gone' });

async function told(before: object, after?: object) {
  const emails = recordingQueue<EventOf<typeof EndpointStopped>>();
  const change = { before, ...(after && { after }) } as Record<string, Record<string, unknown>>;
  await reportEndpointHealth({ id: 'c-1', change, occurredAt: NOON, correlationId: 'c-2' }, { emails });
  return emails.messages;
}

describe('the owner of an endpoint', () => {
  it.each([
    ['goes down', endpoint, open, 'open'],
    ['is given up', open, disabled, 'disabled'],
    ['is gone', endpoint, disabled, 'disabled'],
  ])('is written to when it %s', async (_, before, after, circuit) => {
    const [message, ...more] = await told(before, after);
    expect(more).toEqual([]);
    const { endpointId, url } = endpoint;
    expect(message).toMatchObject({ id: 'c-1', data: { endpointId, customerId, url, circuit } });
    expect(EndpointStopped.validate(message)).toBe(true);
  });

  it('is not written to of anything else', async () => {
    const messages = [
      await told(open, withHealth({ circuit: 'open', consecutiveFailures: 6, revision: 2 })),
      await told(open, endpoint),
      await told(endpoint, { ...endpoint, url: 'https://example.org/' }),
      await told(open),
    ];
    expect(messages.flat()).toEqual([]);
  });
});
