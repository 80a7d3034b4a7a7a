import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { consumedContracts } from './consumed-event.ts';

const queues = readFileSync(new URL('../../infra/queues.yml', import.meta.url), 'utf8');

describe('consumedContracts', () => {
  it('match the subscriptions of the queue', () => {
    const filters = queues.matchAll(/FilterPolicy: \{ type: \[([\w, ]+)\] \}/g);
    const subscribed = [...filters].flatMap(([, types = '']) => types.split(', '));
    expect(subscribed.toSorted()).toEqual(consumedContracts.map(({ type }) => type).toSorted());
  });
});
