import { ReopenCheckout } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { reopenCheckout } from '../controllers/reopen-checkout.ts';
import { redeemingSessions } from '../wiring/redeeming-sessions.ts';

const deps = { sessions: redeemingSessions(), now: () => new Date() };

export const handler = commandHandler(ReopenCheckout, (command) => reopenCheckout(command, deps));
