import { dynamoDbClient } from '#libs/aws';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared DynamoDB client. It takes plain JavaScript values and omits undefined fields. */
export const documentClient = lazy(() => dynamoDbClient(clientDefaults));
