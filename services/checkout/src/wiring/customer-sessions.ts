import { environment } from '#libs/config';
import { tokenVerifier } from '#libs/lambda';
import { dynamoDbSessionRepository } from '../gateways/dynamodb-session-repository.ts';

/** The sessions table, and the verification of a customer's optional token. */
export function customerSessions() {
  const env = environment({ ISSUER_URL: 'url', SESSIONS_TABLE: 'text' });
  return {
    sessions: dynamoDbSessionRepository({ sessions: env.SESSIONS_TABLE }),
    tokens: tokenVerifier(env.ISSUER_URL),
  };
}
