import { environment } from '#libs/config';
import { bearerTokens, httpHandler, ok } from '#libs/lambda';
import { cancelSession } from '../controllers/cancel-session.ts';
import { dynamoDbSessionStore } from '../gateways/dynamodb-session-store.ts';
import { viewOf } from '../models/session.ts';
import request from './cancel-session.schema.ts';

const env = environment({ ISSUER_URL: 'url', SESSIONS_TABLE: 'text' });
const deps = {
  sessions: dynamoDbSessionStore({ sessions: env.SESSIONS_TABLE }),
  now: () => new Date(),
};

export const handler = httpHandler(
  request,
  async ({ path, headers, caller }) => {
    const cancellation = { sessionId: path.sessionId, ifMatch: headers['if-match'], caller };
    const session = await cancelSession(cancellation, deps);
    return ok(viewOf(session, deps.now()), { version: session.version });
  },
  { tokens: bearerTokens(env.ISSUER_URL) },
);
