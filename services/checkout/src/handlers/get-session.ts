import { httpHandler, ok } from '#libs/lambda';
import { getSession } from '../controllers/get-session.ts';
import { toSessionView } from '../models/session.ts';
import { customerSessions } from '../wiring/customer-sessions.ts';
import { shippingOptions as currentShippingOptions } from '../wiring/shipping-options.ts';
import request from './get-session.schema.ts';

const { sessions, tokens } = customerSessions();
const deps = { sessions, shippingOptions: currentShippingOptions(), now: () => new Date() };

export const handler = httpHandler(
  request,
  async ({ path: { sessionId }, headers, caller }) => {
    const { session, shippingOptions } = await getSession(
      { sessionId, caller, sessionToken: headers['session-token'] },
      deps,
    );
    const view = toSessionView(session, deps.now(), shippingOptions);
    // A session expires without a write: its version still is that of the open session, which clients may have cached.
    return view.status === 'expired' ? ok(view) : ok(view, { version: session.version });
  },
  { tokens },
);
