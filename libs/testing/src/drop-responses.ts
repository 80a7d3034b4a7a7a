import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Makes a client behave as on a network that loses the first answer to each put: the request, the same to the byte, goes
 * out a second time, as the SDK's retries do it.
 *
 * @returns the client
 */
export function dropResponses(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'PutItemCommand') await next(args);
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'losingAnswers' },
  );
  return client;
}
