import { httpHandler, ok } from '#libs/lambda';
import { getSession } from '../controllers/get-session.ts';
import { toSessionView } from '../models/session.ts';
import { customerSessions } from '../wiring/customer-sessions.ts';
import request from './get-session.schema.ts';

const { sessions, tokens } = customerSessions();

export const handler = httpHandler(
  request,
  async ({ path, caller }) => {
    const session = await getSession(path.sessionId, caller, { sessions });
    return ok(toSessionView(session, new Date()), { version: session.version });
  },
  { tokens },
);
