import { expect, it } from '@jest/globals';
import type { Session } from './session.ts';
import { firstTelling, isStuck, toldAgain } from './telling.ts';

it('a purchase is told every quarter of an hour while nothing is heard of it, for an hour', () => {
  const submission = {
    paymentToken: 'tok',
    redemptions: [],
    ...firstTelling(new Date('2030-01-01T12:00:00Z')),
  };
  const due: string[] = [];
  let session = { submission } as unknown as Session;
  for (; !isStuck(session); session = toldAgain(session)) due.push(session.submission!.tellAgainAt);
  expect(due).toEqual(['2030-01-01T12:15:00.000Z', '2030-01-01T12:30:00.000Z', '2030-01-01T12:45:00.000Z']);
  expect(session.submission).toEqual({ ...submission, tellings: 4, tellAgainAt: '2030-01-01T13:00:00.000Z' });
});
