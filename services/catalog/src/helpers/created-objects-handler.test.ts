import { describe, expect, it } from '@jest/globals';
import { lambdaContext } from '#libs/testing';
import type { SQSEvent } from 'aws-lambda';
import { createdObjectsHandler } from './created-objects-handler.ts';

const queueEvent = (...bodies: unknown[]) =>
  ({
    Records: bodies.map((body, index) => ({ messageId: `m-${index}`, body: JSON.stringify(body) })),
  }) as SQSEvent;
const created = (...keys: string[]) => ({ Records: keys.map((key) => ({ s3: { object: { key } } })) });

describe('createdObjectsHandler', () => {
  it('hands over the key of each new object, decoded', async () => {
    const keys: string[] = [];
    const handler = createdObjectsHandler(async (key) => void keys.push(key));
    const answer = await handler(queueEvent(created('uploads/a+b', 'uploads/c%2Bd')), lambdaContext());
    expect(keys).toEqual(['uploads/a b', 'uploads/c+d']);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  it('reports a message that fails alone', async () => {
    const handler = createdObjectsHandler(async (key) => {
      if (key === 'bad') throw new Error('no');
    });
    const answer = await handler(queueEvent(created('good'), created('bad'), 'x'), lambdaContext());
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-2' }] });
  });

  it('fails as a whole when every message does', async () => {
    const handler = createdObjectsHandler(() => Promise.reject(new Error('no table')));
    await expect(handler(queueEvent(created('a'), created('b')), lambdaContext())).rejects.toThrow(
      'no table',
    );
  });

  it('lets pass what S3 sends when it learns of the queue', async () => {
    const handler = createdObjectsHandler(() => Promise.reject(new Error('called')));
    const test = { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' };
    expect(await handler(queueEvent(test), lambdaContext())).toEqual({ batchItemFailures: [] });
  });
});
