import type { EventOf } from '#libs/contracts';
import type { MessageQueue } from '#libs/gateways';
import type { RecordedChange } from '#libs/lambda';
import { count } from '#libs/logging';
import type EndpointStopped from '../models/endpoint-stopped.schema.ts';
import { stoppedEndpoint } from '../models/stopped-endpoint.ts';

type Stopped = EventOf<typeof EndpointStopped>;

interface Needs {
  readonly emails: MessageQueue<Stopped>;
}

/** Has the owner of an endpoint written to when it goes down or is given up. */
export async function reportEndpointHealth(
  { id, change, occurredAt, correlationId }: RecordedChange,
  { emails }: Needs,
): Promise<void> {
  const stopped = stoppedEndpoint(change);
  if (!stopped) return;
  const { endpointId, customerId, url, circuit, revision } = stopped;
  await emails.send({
    id,
    type: 'EndpointStopped',
    version: 1,
    source: 'notifications',
    subject: endpointId,
    revision,
    occurredAt,
    correlationId,
    data: { endpointId, customerId, url, circuit },
  });
  count(circuit === 'disabled' ? 'EndpointDisabled' : 'EndpointDown');
}
