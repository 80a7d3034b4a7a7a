import { documentClient, transact } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import type { RedemptionRepository } from './redemption-repository.ts';
import { findRedemptions, giveBack, type RedemptionTables } from './redemption-writes.ts';

export const dynamoDbRedemptionRepository = (
  tables: RedemptionTables,
  client: DynamoDbClient = documentClient(),
): RedemptionRepository => ({
  async returnAll(orderId) {
    const redemptions = await findRedemptions(orderId, tables, client);
    if (redemptions.length === 0) return false;
    const [firstFailure] = await transact(client, 'checkout.busy', giveBack(orderId, redemptions, tables));
    // Only the counter of a discount can fail otherwise, and only when it was changed by hand.
    if (firstFailure !== undefined && firstFailure > 0)
      throw new Error(`A discount of order ${orderId} has no redemption to return.`);
    return firstFailure === undefined;
  },
});
