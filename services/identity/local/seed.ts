import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { withAddress, type AddressBook } from '../src/models/address-book.ts';
import { newProfile } from '../src/models/profile.ts';
import users from './users.json' with { type: 'json' };

// The passwords in users.json are public by design: these users exist in local environments only. The machine
// client has no entry, because the pool generates its secret.
interface User {
  readonly email: string;
  readonly password: string;
  readonly groups: readonly string[];
}

const REGISTERED_AT = new Date('2026-01-01T00:00:00.000Z');
const HOME = {
  name: 'Ada Example',
  line1: 'Speicherstrasse 1',
  city: 'Hamburg',
  postalCode: '20457',
  country: 'DE',
};

/** Creates the local users with their profiles, and an address of the customer. */
export default async function seed(local: LocalContext): Promise<void> {
  const pool = new CognitoIdentityProviderClient(local.awsClientConfig);
  const tables = DynamoDBDocumentClient.from(new DynamoDBClient(local.awsClientConfig));
  const userPoolId = await local.parameter(`/tradewind/${local.stage}/identity/user-pool-id`);
  const put = (logicalId: string, record: object) =>
    tables.send(
      new PutCommand({
        TableName: local.tableName('identity', logicalId),
        Item: { ...record, version: 1, correlationId: 'seed' },
      }),
    );

  for (const [name, user] of Object.entries<User>(users)) {
    const customerId = await putUser(pool, userPoolId, user);
    await put('ProfilesTable', newProfile(customerId, user.email, REGISTERED_AT));
    if (name === 'customer') await put('AddressesTable', toAddressBook(customerId));
  }
  local.log(`identity: ${Object.keys(users).join(', ')}`);
}

/** @returns the user's `sub` */
async function putUser(
  pool: CognitoIdentityProviderClient,
  userPoolId: string,
  { email, password, groups }: User,
): Promise<string> {
  const username = { UserPoolId: userPoolId, Username: email };
  try {
    const attributes = { email, email_verified: 'true' };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await pool.send(new AdminCreateUserCommand({ ...username, UserAttributes, MessageAction: 'SUPPRESS' }));
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
  await pool.send(new AdminSetUserPasswordCommand({ ...username, Password: password, Permanent: true }));
  for (const GroupName of groups) await pool.send(new AdminAddUserToGroupCommand({ ...username, GroupName }));
  const { UserAttributes = [] } = await pool.send(new AdminGetUserCommand(username));
  return UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

const toAddressBook = (customerId: string): AddressBook =>
  withAddress({ customerId, addresses: [] }, `adr_${'1'.padStart(36, '0')}`, HOME);
