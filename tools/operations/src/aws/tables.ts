import { DynamoDBClient, UpdateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { clientSettings, isNamed } from './client-settings.ts';

/** The DynamoDB tables of a region. */
export interface Tables {
  /** Disables the deletion protection of a table and waits until the table is active; does nothing if it does not exist. */
  unprotect(tableName: string): Promise<void>;
}

// An update of the settings takes seconds.
const MAX_WAIT_SECONDS = 300;

/** The tables of one region. */
export const dynamoDbTables = (
  region: string,
  client: DynamoDBClient = new DynamoDBClient(clientSettings(region)),
): Tables => ({
  async unprotect(TableName) {
    try {
      await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException')) return;
      throw error;
    }
    // DynamoDB does not delete a table during an update.
    await waitUntilTableExists({ client, maxWaitTime: MAX_WAIT_SECONDS }, { TableName });
  },
});
