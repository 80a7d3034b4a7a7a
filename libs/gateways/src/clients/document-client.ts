import { dynamoDbClient } from '#libs/aws';
import { duringInitialization } from '#libs/config';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared DynamoDB client. It takes plain JavaScript values and omits undefined fields. */
export const documentClient = lazy(() => {
  const client = dynamoDbClient(clientDefaults);
  duringInitialization(() => client.connect());
  return client;
});

/**
 * A DynamoDB client on the connections of the shared one that sends each request once: for a write that must not take
 * effect twice and has no condition that prevents it.
 */
export const singleAttemptDocumentClient = lazy(() => dynamoDbClient({ ...clientDefaults, maxAttempts: 1 }));
