import { describe, expect, it } from '@jest/globals';
import type { SnsClient } from '#libs/aws';
import { purchaseEvents } from '#libs/testing';
import { eventTopic } from './event-topic.ts';

type Request = Parameters<SnsClient['publishBatch']>[0];

/** A topic that rejects some events, by their position. */
function setup(rejected: readonly number[] = []) {
  const requests: Request[] = [];
  let [current, most] = [0, 0];
  const client: SnsClient = {
    ...({} as SnsClient),
    async publishBatch(request) {
      requests.push(request);
      most = Math.max(most, ++current);
      const ids = request.PublishBatchRequestEntries!.map(({ Message }) =>
        Number((JSON.parse(Message!) as { id: string }).id),
      );
      await Promise.resolve();
      current--;
      const Failed = ids.flatMap((id, index) =>
        rejected.includes(id) ? [{ Id: String(index), Code: 'InternalError', SenderFault: false }] : [],
      );
      return { Failed } as never;
    },
  };
  const events = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ ...purchaseEvents().submitted, id: String(id) }));
  return { topic: eventTopic('arn', client), events, requests, most: () => most };
}

describe('eventTopic', () => {
  it('publishes ten events with each request, all requests at once', async () => {
    const { topic, events, requests, most } = setup();
    await topic.publish(events(23));
    const sizes = requests.map(({ PublishBatchRequestEntries: entries }) => entries!.length);
    expect([sizes, most()]).toEqual([[10, 10, 3], 3]);
  });

  it('names the first event that SNS rejected, and publishes the others', async () => {
    const { topic, events, requests } = setup([21, 12]);
    await expect(topic.publish(events(23))).rejects.toThrow('Event 12 was not published');
    expect(requests).toHaveLength(3);
  });

  it('sends no request without events', async () => {
    const { topic, requests } = setup();
    await topic.publish([]);
    expect(requests).toEqual([]);
  });
});
