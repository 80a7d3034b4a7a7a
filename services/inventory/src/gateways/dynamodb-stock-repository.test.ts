import { describe, expect, it } from '@jest/globals';
import { AwsError, type DynamoDbClient } from '#libs/aws';
import { dynamoDbStockRepository } from './dynamodb-stock-repository.ts';

const awsError = (name: string) =>
  new AwsError({ name, message: name, fields: {} }, { status: 400, requestId: undefined });

/** Repositories whose updates fail; the local engine has no conflicts and no limits. */
function failing(error: Error) {
  const attempts = { shared: 0, single: 0 };
  const client = (kind: keyof typeof attempts) =>
    ({
      update: async () => {
        attempts[kind]++;
        throw error;
      },
    }) as Partial<DynamoDbClient> as DynamoDbClient;
  const clients = { client: client('shared'), singleAttemptClient: client('single') };
  return { stock: dynamoDbStockRepository('stock', clients), attempts };
}
const take = { stockId: 'prd_1', hold: 'ord_1.a', quantity: 1, settledHolds: [] };

describe('dynamoDbStockRepository', () => {
  it.each([
    'TransactionConflictException',
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
  ])('takes no units when DynamoDB rejects the write: %s', async (name) => {
    const { stock, attempts } = failing(awsError(name));
    expect(await stock.take(take)).toEqual({ outcome: 'busy' });
    expect(attempts).toEqual({ shared: 0, single: 1 });
    // Another request removes the holds later.
    await stock.forgetHolds('prd_1', ['ord_1.a']);
  });

  it('throws when it is unknown whether units were taken', async () => {
    const { stock } = failing(awsError('InternalServerError'));
    await expect(stock.take(take)).rejects.toMatchObject({ name: 'InternalServerError' });
    await expect(stock.forgetHolds('prd_1', ['ord_1.a'])).rejects.toMatchObject({
      name: 'InternalServerError',
    });
  });
});
