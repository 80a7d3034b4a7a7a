import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { heardContracts } from './heard-event.ts';

const queues = readFileSync(new URL('../../infra/queues.yml', import.meta.url), 'utf8');

describe('what is heard', () => {
  it('is what the queue subscribes to', () => {
    const filters = queues.matchAll(/FilterPolicy: \{ type: \[([\w, ]+)\] \}/g);
    const subscribed = [...filters].flatMap(([, types = '']) => types.split(', '));
    expect(subscribed.toSorted()).toEqual(heardContracts.map(({ type }) => type).toSorted());
  });
});
