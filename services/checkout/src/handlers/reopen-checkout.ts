import { environment } from '#libs/config';
import { ReopenCheckout } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { reopenCheckout } from '../controllers/reopen-checkout.ts';
import { dynamoDbSessionStore } from '../gateways/dynamodb-session-store.ts';

const env = environment({ SESSIONS_TABLE: 'text', DISCOUNTS_TABLE: 'text', DISCOUNT_USES_TABLE: 'text' });
const deps = {
  sessions: dynamoDbSessionStore({
    sessions: env.SESSIONS_TABLE,
    discounts: env.DISCOUNTS_TABLE,
    uses: env.DISCOUNT_USES_TABLE,
  }),
  now: () => new Date(),
};

export const handler = commandHandler(ReopenCheckout, (command) => reopenCheckout(command, deps));
