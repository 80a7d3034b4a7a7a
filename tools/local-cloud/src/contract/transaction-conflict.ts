import type { AwsResponse } from './aws-request.ts';
import { errorResponse } from './error-response.ts';

const MESSAGE = 'Transaction is ongoing for the item';

/**
 * Creates DynamoDB's answer to a call that meets a transaction on the same item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 * @param conflicts for each item of a transaction, whether it is the one that conflicts
 */
export function transactionConflict(
  operation: string | undefined,
  conflicts: readonly boolean[],
): AwsResponse {
  if (operation !== 'TransactWriteItems' && operation !== 'TransactGetItems')
    return errorResponse('dynamodb', {
      name: 'TransactionConflictException',
      message: MESSAGE,
      status: 400,
    });
  const codes = conflicts.map((isConflict) => (isConflict ? 'TransactionConflict' : 'None'));
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
      Message: MESSAGE,
      CancellationReasons: codes.map((Code) => ({
        Code,
        ...(Code === 'TransactionConflict' && { Message: MESSAGE }),
      })),
    }),
  };
}
