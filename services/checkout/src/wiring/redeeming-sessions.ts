import { environment } from '#libs/config';
import { dynamoDbSessionRepository } from '../gateways/dynamodb-session-repository.ts';

/** The sessions table, for functions that also redeem discounts or return redemptions. */
export function redeemingSessions() {
  const env = environment({
    SESSIONS_TABLE: 'text',
    DISCOUNTS_TABLE: 'text',
    DISCOUNT_USES_TABLE: 'text',
    REDEMPTIONS_TABLE: 'text',
  });
  return dynamoDbSessionRepository({
    sessions: env.SESSIONS_TABLE,
    discounts: env.DISCOUNTS_TABLE,
    uses: env.DISCOUNT_USES_TABLE,
    redemptions: env.REDEMPTIONS_TABLE,
  });
}
