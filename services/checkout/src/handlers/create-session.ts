import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createSession } from '../controllers/create-session.ts';
import { toSessionView } from '../models/session.ts';
import { codeLimits } from '../wiring/code-limits.ts';
import { customerSessions } from '../wiring/customer-sessions.ts';
import { pricingDependencies } from '../wiring/pricing.ts';
import request from './create-session.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text' });
const { sessions, tokens } = customerSessions();
const deps = { ...pricingDependencies(), sessions, codeLimits: codeLimits(), now: () => new Date() };

export const handler = httpHandler(
  request,
  async ({ body, caller, sourceIp }) => {
    const { session, shippingOptions, sessionToken } = await createSession(body, { caller, sourceIp }, deps);
    const location = `/checkout/sessions/${session.sessionId}`;
    const view = { ...toSessionView(session, deps.now(), shippingOptions), sessionToken };
    return created(view, { location, version: session.version });
  },
  { tokens, idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
