import { httpHandler, ok } from '#libs/lambda';
import { updateSession } from '../controllers/update-session.ts';
import { toSessionView } from '../models/session.ts';
import { codeLimits } from '../wiring/code-limits.ts';
import { customerSessions } from '../wiring/customer-sessions.ts';
import { pricingDependencies } from '../wiring/pricing.ts';
import request from './update-session.schema.ts';

const { sessions, tokens } = customerSessions();
const deps = { ...pricingDependencies(), sessions, codeLimits: codeLimits(), now: () => new Date() };

export const handler = httpHandler(
  request,
  async ({ path: { sessionId }, body: changes, headers, caller, sourceIp }) => {
    const credentials = { caller, sourceIp, sessionToken: headers['session-token'] };
    const change = { sessionId, changes, ifMatch: headers['if-match'], ...credentials };
    const { session, shippingOptions } = await updateSession(change, deps);
    return ok(toSessionView(session, deps.now(), shippingOptions), { version: session.version });
  },
  { tokens },
);
