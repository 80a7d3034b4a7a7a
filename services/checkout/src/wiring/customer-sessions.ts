import { environment } from '#libs/config';
import { bearerTokens } from '#libs/lambda';
import { dynamoDbSessionRepository } from '../gateways/dynamodb-session-repository.ts';

/** The sessions table, and the verification of a customer's optional token. */
export function customerSessions() {
  const env = environment({ ISSUER_URL: 'url', SESSIONS_TABLE: 'text' });
  return {
    sessions: dynamoDbSessionRepository({ sessions: env.SESSIONS_TABLE }),
    tokens: bearerTokens(env.ISSUER_URL),
  };
}
