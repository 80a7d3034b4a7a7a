import { environment } from '#libs/config';
import { customerTokens } from './customer-tokens.ts';
import { dynamoDbSessionRepository } from '../gateways/dynamodb-session-repository.ts';

/** The sessions table, and the verification of a customer's optional token. */
export function customerSessions() {
  const env = environment({ SESSIONS_TABLE: 'text' });
  return {
    sessions: dynamoDbSessionRepository({ sessions: env.SESSIONS_TABLE }),
    tokens: customerTokens(),
  };
}
