import { describe, expect, it } from '@jest/globals';
import { deadLetter } from '../testing/in-memory-queue.ts';
import { parseCondition } from './condition.ts';

const event = deadLetter('m1', {
  body: JSON.stringify({
    type: 'StockChanged',
    data: { available: 3, lines: [{ sku: 'a' }] },
    note: 'no stock',
  }),
});
const upload = deadLetter('m2', {
  body: JSON.stringify({ Records: [{ eventName: 'ObjectCreated:Post', s3: { object: { key: 'a.png' } } }] }),
  attributes: {},
});

describe('a filter', () => {
  it.each([
    ['type=StockChanged', true],
    ['type=ProductChanged', false],
    ['data.available=3', true],
    ['data.available=30', false],
    ['data.lines.0.sku=a', true],
    ['data.lines={}', false],
    ['data.missing=', false],
    ['no stock', true],
    ['No stock', false],
  ])('%s holds: %j', (filter, holds) => {
    expect(parseCondition(filter)(event)).toBe(holds);
  });

  it('finds by what a listing shows, wherever the body keeps it', () => {
    expect(parseCondition('type=ObjectCreated:Post')(upload)).toBe(true);
    expect(parseCondition('subject=a.png')(upload)).toBe(true);
  });

  it('finds only texts in what is no JSON', () => {
    const garbage = deadLetter('m3', { body: '{ broken' });
    expect(parseCondition('broken')(garbage)).toBe(true);
    expect(parseCondition('data.available=3')(garbage)).toBe(false);
  });

  it.each(['', ' ', '=3'])('"%s" is none, and says what is', (filter) => {
    expect(() => parseCondition(filter)).toThrow('write PATH=VALUE');
  });
});
