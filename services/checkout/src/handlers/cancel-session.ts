import { environment } from '#libs/config';
import { dynamoDbIdempotency, httpHandler, ok } from '#libs/lambda';
import { cancelSession } from '../controllers/cancel-session.ts';
import { toSessionView } from '../models/session.ts';
import { customerSessions } from '../wiring/customer-sessions.ts';
import request from './cancel-session.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text' });
const { sessions, tokens } = customerSessions();
const deps = { sessions, now: () => new Date() };

export const handler = httpHandler(
  request,
  async ({ path: { sessionId }, headers, caller }) => {
    const credentials = { caller, sessionToken: headers['session-token'] };
    const cancellation = { sessionId, ifMatch: headers['if-match'], ...credentials };
    const session = await cancelSession(cancellation, deps);
    return ok(toSessionView(session, deps.now()), { version: session.version });
  },
  { tokens, idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
