import { environment } from '#libs/config';
import { OrderCanceled } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { returnRedemptions } from '../controllers/return-redemptions.ts';
import { dynamoDbRedemptionRepository } from '../gateways/dynamodb-redemption-repository.ts';

const env = environment({ DISCOUNTS_TABLE: 'text', DISCOUNT_USES_TABLE: 'text', REDEMPTIONS_TABLE: 'text' });
const deps = {
  redemptions: dynamoDbRedemptionRepository({
    discounts: env.DISCOUNTS_TABLE,
    uses: env.DISCOUNT_USES_TABLE,
    redemptions: env.REDEMPTIONS_TABLE,
  }),
};

export const handler = eventQueueHandler(on(OrderCanceled, (event) => returnRedemptions(event, deps)));
