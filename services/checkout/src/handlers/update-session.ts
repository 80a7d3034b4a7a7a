import { environment } from '#libs/config';
import { bearerTokens, httpHandler, ok } from '#libs/lambda';
import { updateSession } from '../controllers/update-session.ts';
import { dynamoDbSessionStore } from '../gateways/dynamodb-session-store.ts';
import { dynamoDbPriceSources } from '../gateways/price-sources.ts';
import { viewOf } from '../models/session.ts';
import request from './update-session.schema.ts';

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
  async ({ path, body: changes, headers, caller }) => {
    const change = { sessionId: path.sessionId, changes, ifMatch: headers['if-match'], caller };
    const session = await updateSession(change, deps);
    return ok(viewOf(session, deps.now()), { version: session.version });
  },
  { tokens: bearerTokens(env.ISSUER_URL) },
);
