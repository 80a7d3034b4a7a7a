import { environment, parameterReader } from '#libs/config';
import { encryptionKey, parameterStore } from '#libs/gateways';
import { accepted, httpHandler, ok } from '#libs/lambda';
import { setTimeout as pause } from 'node:timers/promises';
import { awaitOutcome } from '../controllers/await-outcome.ts';
import { completeSession } from '../controllers/complete-session.ts';
import { dynamoDbWaitingRoom } from '../gateways/dynamodb-waiting-room.ts';
import { parsePreferWait } from '../models/prefer-wait.ts';
import Sales from '../parameters/sales.schema.ts';
import { customerTokens } from '../wiring/customer-tokens.ts';
import { pricingDependencies } from '../wiring/pricing.ts';
import { redeemingSessions } from '../wiring/redeeming-sessions.ts';
import request from './complete-session.schema.ts';

const env = environment({
  SALES_PARAMETER: 'parameter',
  TOKEN_KEY_ARN: 'arn',
  WAITING_TABLE: 'text',
  WAITING_PLACES: 'integer',
});
const parameters = parameterReader(parameterStore());
const deps = {
  ...pricingDependencies(),
  sessions: redeemingSessions(),
  tokenKey: encryptionKey(env.TOKEN_KEY_ARN),
  sales: () => parameters.value(env.SALES_PARAMETER, Sales),
  waitingRoom: dynamoDbWaitingRoom({ tableName: env.WAITING_TABLE, places: env.WAITING_PLACES }),
  now: () => new Date(),
  pause,
};

export const handler = httpHandler(
  request,
  async ({ path: { sessionId }, body, headers, caller }) => {
    const completion = {
      sessionId,
      paymentToken: body.payment?.token,
      idempotencyKey: headers['idempotency-key'],
      ifMatch: headers['if-match'],
      caller,
      sessionToken: headers['session-token'],
    };
    const { orderId, isSubmitter } = await completeSession(completion, deps);
    const waitSeconds = parsePreferWait(headers.prefer);
    // Without `Prefer: wait` the response is always the same 202, however far the order has progressed.
    if (waitSeconds === undefined) return accepted({ sessionId, status: 'completing', orderId });

    const { outcome, isPreferenceApplied } = await awaitOutcome(
      { sessionId, orderId, waitSeconds, isSubmitter },
      deps,
    );
    const applied = isPreferenceApplied ? { headers: { 'Preference-Applied': `wait=${waitSeconds}` } } : {};
    return outcome.status === 'completing' ? accepted(outcome, applied) : ok(outcome, applied);
  },
  { tokens: customerTokens() },
);
