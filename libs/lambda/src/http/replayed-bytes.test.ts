import { expect, it } from '@jest/globals';
import { AwsError, marshall, type DynamoDbClient } from '#libs/aws';
import { lambdaContext, proxyEvent } from '#libs/testing';
import fc from 'fast-check';
import { Type } from 'typebox';
import { anyone } from './access.ts';
import { httpHandler } from './http-handler.ts';
import { httpRequest } from './http-request.ts';
import { dynamoDbIdempotency } from './idempotency.ts';

/** A table that rejects a conditional put when the item exists. */
function tableOfReplies(): DynamoDbClient {
  const items = new Map<unknown, Record<string, unknown>>();
  const put: DynamoDbClient['put'] = async ({ Item = {}, ConditionExpression }) => {
    const existing = items.get(Item['id']);
    if (existing && ConditionExpression !== undefined) {
      const failure = { name: 'ConditionalCheckFailedException', message: '' };
      const fields = { Item: marshall(existing) };
      throw new AwsError({ ...failure, fields }, { status: 400, requestId: 'r' });
    }
    items.set(Item['id'], Item);
    return { $metadata: {} };
  };
  return { put } as Partial<DynamoDbClient> as DynamoDbClient;
}

const route = httpRequest({
  tag: 'Seats',
  summary: 'Add a seat',
  description: 'At the end.',
  access: anyone,
  responses: { 201: Type.Any() },
});

const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', '10', '9', 'toString'));
const { body: anyBody } = fc.letrec((tie) => ({
  body: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.date({ noInvalidDate: true }),
    fc.constantFrom(undefined, null, -0, 1e21, '\u2028', '\ud800'),
    fc.array(tie('body')),
    fc.dictionary(key, tie('body')),
  ),
}));
const anyReply = fc.record(
  {
    status: fc.constantFrom(200, 201, 202),
    body: anyBody,
    headers: fc.dictionary(fc.constantFrom('Location', 'ETag', 'X-Seat'), fc.string()),
  },
  { requiredKeys: ['status'] },
);

it('replays the status, the headers and every byte of the body', () =>
  fc.assert(
    fc.asyncProperty(anyReply, async (reply) => {
      let calls = 0;
      const work = async () => (calls++, reply);
      const handler = httpHandler(route, work, { idempotency: dynamoDbIdempotency('t', tableOfReplies()) });
      const send = () => handler(proxyEvent({ headers: { 'idempotency-key': 'k1' } }), lambdaContext());
      const [first, replayed] = [await send(), await send()];
      expect(JSON.stringify(replayed)).toBe(JSON.stringify(first));
      expect(calls).toBe(1);
    }),
    { numRuns: 300 },
  ));
