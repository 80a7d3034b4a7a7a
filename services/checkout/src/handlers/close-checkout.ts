import { environment } from '#libs/config';
import { CloseCheckout } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { closeCheckout } from '../controllers/close-checkout.ts';
import { dynamoDbSessionRepository } from '../gateways/dynamodb-session-repository.ts';

const env = environment({ SESSIONS_TABLE: 'text' });
const deps = {
  sessions: dynamoDbSessionRepository({ sessions: env.SESSIONS_TABLE }),
  now: () => new Date(),
};

export const handler = commandHandler(CloseCheckout, (command) => closeCheckout(command, deps));
