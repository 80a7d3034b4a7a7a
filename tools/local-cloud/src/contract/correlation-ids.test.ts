import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findCorrelationIds } from './correlation-ids.ts';

const id = fc.stringMatching(/^[\w.-]{1,40}$/).filter((text) => text !== 'correlationId');

describe('findCorrelationIds', () => {
  it('finds the id in every encoding of a message', () => {
    fc.assert(
      fc.property(id, (correlationId) => {
        const event = { id: 'evt_1', correlationId, data: {} };
        const texts = [
          JSON.stringify(event),
          JSON.stringify(event, null, 2),
          JSON.stringify({ MessageBody: JSON.stringify(event) }),
          JSON.stringify({ Message: JSON.stringify({ detail: JSON.stringify(event) }) }),
          JSON.stringify({ Item: { correlationId: { S: correlationId } } }),
          new URLSearchParams({ Action: 'Publish', Message: JSON.stringify(event) }).toString(),
        ];
        for (const text of texts) expect(findCorrelationIds(text)).toEqual([correlationId]);
      }),
    );
  });

  it('finds each id of a batch once', () => {
    const events = ['a', 'b', 'a'].map((correlationId) => ({ correlationId }));
    expect(findCorrelationIds(JSON.stringify(events))).toEqual(['a', 'b']);
  });

  it('finds no id in an attribute name or a value of another type', () => {
    expect(findCorrelationIds('{"ExpressionAttributeNames":{"#correlationId":"correlationId"}}')).toEqual([]);
    expect(findCorrelationIds('{"correlationId":7}')).toEqual([]);
  });

  it('returns in linear time for any text', () => {
    const part = fc.constantFrom('correlationId', '"', '\\', ':', '%22', ' ', '{');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const startedAt = performance.now();
        findCorrelationIds(parts.join('').repeat(20_000));
        expect(performance.now() - startedAt).toBeLessThan(2_000);
      }),
      { numRuns: 20 },
    );
  });
});
