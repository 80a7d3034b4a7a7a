// oxlint-disable-next-line no-restricted-imports -- a function that takes its time
import { setTimeout as delay } from 'node:timers/promises';

const answers = {
  binary: () => ({
    statusCode: 200,
    headers: { 'Content-Type': 'image/png' },
    body: Buffer.from([0, 255, 1]).toString('base64'),
    isBase64Encoded: true,
  }),
  large: () => ({ statusCode: 200, headers: { 'Content-Type': 'text/plain' }, body: 'a'.repeat(2_000) }),
  cookies: () => ({ statusCode: 200, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, body: '' }),
  malformed: () => ({ hello: 'world' }),
  objectBody: () => ({ statusCode: 200, body: { not: 'text' } }),
  throw: () => {
    throw new Error('unexpected');
  },
  late: () => delay(2000, { statusCode: 200, body: 'late' }),
};

/** Answers with the event that it received, or in the way that the query asks for. */
export const handler = async (event) => {
  const way = answers[event.queryStringParameters?.way];
  if (way) return way();
  return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(event) };
};

/** A pre token generation trigger. */
export const addTier = async (event) => ({
  ...event,
  response: { claimsOverrideDetails: { claimsToAddOrOverride: { tier: 'gold' } } },
});

/** A post confirmation trigger. */
export const confirmed = async (event) => {
  console.log('confirmed', event.userName, event.request.userAttributes.email);
  return event;
};
