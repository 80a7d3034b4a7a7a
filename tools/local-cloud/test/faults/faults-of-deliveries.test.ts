import { describe, expect, it } from '@jest/globals';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { eventually } from '../data/eventually.ts';
import { useFaultyCloud } from './use-faulty-cloud.ts';

const { cloud, config, inject, newId, put, received, tables } = useFaultyCloud();

describe('a message of a queue', () => {
  const send = (id: string) =>
    new SQSClient(config()).send(
      new SendMessageCommand({ QueueUrl: cloud().resource('shop', 'Messages').ref, MessageBody: id }),
    );

  it('is delivered again', async () => {
    const id = newId();
    inject({ queue: 'shop/Messages', fault: 'delivered-again', delayMillis: 50 });
    await send(id);
    await cloud().settled();
    expect(received('consume', id)).toEqual([id, id]);
  });

  it('is delivered late', async () => {
    const [first, second] = [newId(), newId()];
    inject({ queue: 'shop/Messages', fault: 'delayed', delayMillis: 3_000 });
    await send(first);
    await send(second);
    await cloud().settled();
    expect(received('consume', first, second)).toEqual([second, first]);
  });

  it('is delivered behind the next one', async () => {
    const [first, second] = [newId(), newId()];
    inject({ queue: 'shop/Messages', fault: 'reordered', delayMillis: 600_000 });
    await send(first);
    await send(second);
    await eventually(() => expect(received('consume', first, second)).toEqual([second, first]));
  });
});

describe('a batch of a stream', () => {
  it.each(['failed', 'delivered-again'] as const)('is %s, and then processed', async (fault) => {
    const id = newId();
    inject({ stream: 'shop/Items', function: 'follow', fault });
    await tables().send(put(id));
    await eventually(() => expect(received('follow', id)).toEqual(fault === 'failed' ? [id] : [id, id]));
    expect(cloud().faults.injected()).toMatchObject([{ action: fault, resource: 'shop/Items' }]);
  });
});

describe('a message of a topic', () => {
  const publish = (...ids: string[]) => {
    const client = new SNSClient(config());
    const TopicArn = cloud().resource('shop', 'Topic').ref;
    if (ids.length === 1) return client.send(new PublishCommand({ TopicArn, Message: ids[0] }));
    const PublishBatchRequestEntries = ids.map((Message, index) => ({ Id: String(index), Message }));
    return client.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
  };

  it('is delivered again', async () => {
    const id = newId();
    inject({ topic: 'shop/Topic', fault: 'delivered-again' });
    await publish(id);
    await cloud().settled();
    expect(received('consume', id)).toEqual([id, id]);
  });

  it('moves to the dead-letter queue of the subscription if it cannot be delivered', async () => {
    const ids = [newId(), newId()];
    inject({ topic: 'shop/Topic', fault: 'failed' });
    expect(await publish(...ids)).toMatchObject({ Successful: [{ Id: '0' }, { Id: '1' }] });
    await cloud().settled();
    expect(received('consume', ...ids)).toEqual([]);
    const { Messages = [] } = await new SQSClient(config()).send(
      new ReceiveMessageCommand({
        QueueUrl: cloud().resource('shop', 'Undelivered').ref,
        MaxNumberOfMessages: 10,
      }),
    );
    expect(Messages.map(({ Body }) => Body).toSorted()).toEqual(ids.toSorted());
  });
});
