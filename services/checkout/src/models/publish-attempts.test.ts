import { expect, it } from '@jest/globals';
import type { Session } from './session.ts';
import { firstPublishAttempt, isStuck, republished } from './publish-attempts.ts';

it('a submission is published every quarter of an hour until its order ends, for an hour', () => {
  const submission = {
    paymentToken: 'tok',
    redemptions: [],
    submittedAt: '2030-01-01T12:00:00.000Z',
    ...firstPublishAttempt(new Date('2030-01-01T12:00:00Z')),
  };
  const due: string[] = [];
  let session = { submission } as unknown as Session;
  for (; !isStuck(session); session = republished(session)) due.push(session.submission!.republishAt);
  expect(due).toEqual(['2030-01-01T12:15:00.000Z', '2030-01-01T12:30:00.000Z', '2030-01-01T12:45:00.000Z']);
  expect(session.submission).toEqual({
    ...submission,
    publishAttempts: 4,
    republishAt: '2030-01-01T13:00:00.000Z',
  });
});
