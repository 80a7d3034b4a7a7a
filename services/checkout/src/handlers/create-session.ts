import { environment } from '#libs/config';
import { bearerTokens, created, httpHandler } from '#libs/lambda';
import { createSession } from '../controllers/create-session.ts';
import { dynamoDbSessionStore } from '../gateways/dynamodb-session-store.ts';
import { dynamoDbPriceSources } from '../gateways/price-sources.ts';
import { viewOf } from '../models/session.ts';
import request from './create-session.schema.ts';

const env = environment({
  ISSUER_URL: 'url',
  SESSIONS_TABLE: 'text',
  PRODUCT_COPIES_TABLE: 'text',
  DISCOUNTS_TABLE: 'text',
  DISCOUNT_USES_TABLE: 'text',
  TERMS_TABLE: 'text',
});
const deps = {
  ...dynamoDbPriceSources(env),
  sessions: dynamoDbSessionStore({ sessions: env.SESSIONS_TABLE }),
  now: () => new Date(),
};

export const handler = httpHandler(
  request,
  async ({ body, caller }) => {
    const session = await createSession(body, caller, deps);
    const location = `/checkout/sessions/${session.sessionId}`;
    return created(viewOf(session, deps.now()), { location, version: session.version });
  },
  { tokens: bearerTokens(env.ISSUER_URL) },
);
