import { environment } from '#libs/config';
import { bearerTokens, httpHandler, ok } from '#libs/lambda';
import { getSession } from '../controllers/get-session.ts';
import { dynamoDbSessionStore } from '../gateways/dynamodb-session-store.ts';
import { viewOf } from '../models/session.ts';
import request from './get-session.schema.ts';

const env = environment({ ISSUER_URL: 'url', SESSIONS_TABLE: 'text' });
const deps = { sessions: dynamoDbSessionStore({ sessions: env.SESSIONS_TABLE }) };

export const handler = httpHandler(
  request,
  async ({ path, caller }) => {
    const session = await getSession(path.sessionId, caller, deps);
    return ok(viewOf(session, new Date()), { version: session.version });
  },
  { tokens: bearerTokens(env.ISSUER_URL) },
);
