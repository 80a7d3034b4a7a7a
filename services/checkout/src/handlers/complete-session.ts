import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { accepted, bearerTokens, httpHandler, ok } from '#libs/lambda';
import { setTimeout as pause } from 'node:timers/promises';
import { awaitOutcome } from '../controllers/await-outcome.ts';
import { completeSession } from '../controllers/complete-session.ts';
import { dynamoDbSessionStore } from '../gateways/dynamodb-session-store.ts';
import { dynamoDbPriceSources } from '../gateways/price-sources.ts';
import { waitSecondsOf } from '../models/prefer-wait.ts';
import Sales from '../parameters/sales.schema.ts';
import request from './complete-session.schema.ts';

const env = environment({
  ISSUER_URL: 'url',
  SESSIONS_TABLE: 'text',
  PRODUCT_COPIES_TABLE: 'text',
  DISCOUNTS_TABLE: 'text',
  DISCOUNT_USES_TABLE: 'text',
  TERMS_TABLE: 'text',
  SALES_PARAMETER: 'parameter',
});
const parameters = parameterReader(parameterStore());
const deps = {
  ...dynamoDbPriceSources(env),
  sessions: dynamoDbSessionStore({
    sessions: env.SESSIONS_TABLE,
    discounts: env.DISCOUNTS_TABLE,
    uses: env.DISCOUNT_USES_TABLE,
  }),
  sales: () => parameters.value(env.SALES_PARAMETER, Sales),
  now: () => new Date(),
  pause,
};

export const handler = httpHandler(
  request,
  async ({ path: { sessionId }, body, headers, caller }) => {
    const completion = {
      sessionId,
      paymentToken: body.payment.token,
      idempotencyKey: headers['idempotency-key'],
      ifMatch: headers['if-match'],
      caller,
    };
    const { orderId } = await completeSession(completion, deps);
    const waitSeconds = waitSecondsOf(headers.prefer);
    // Who does not wait is told that it was accepted: the same each time, however far the purchase has come.
    if (waitSeconds === undefined) return accepted({ sessionId, status: 'completing', orderId });

    const outcome = await awaitOutcome({ sessionId, orderId, waitSeconds }, deps);
    const applied = { headers: { 'Preference-Applied': `wait=${waitSeconds}` } };
    return outcome.status === 'completing' ? accepted(outcome, applied) : ok(outcome, applied);
  },
  { tokens: bearerTokens(env.ISSUER_URL) },
);
