import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Makes a client behave as if the network lost the first response to each PutItem: it sends the identical request again,
 * as the SDK's retries do.
 *
 * @returns the same client
 */
export function dropResponses(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'PutItemCommand') await next(args);
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'dropResponses' },
  );
  return client;
}
