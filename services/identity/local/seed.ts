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

// The passwords in users.json are public by design: these people exist in local environments only. The machine
// client needs no entry, for the pool gives it a secret of its own.
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

/** Puts the local users into the pool, with their profiles; the customer has an address too. */
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
    if (name === 'customer') await put('AddressBooksTable', bookWithHome(customerId));
  }
  local.log(`identity: ${Object.keys(users).join(', ')}`);
}

/** @returns the `sub` that the pool gave */
async function putUser(
  pool: CognitoIdentityProviderClient,
  userPoolId: string,
  { email, password, groups }: User,
): Promise<string> {
  const who = { UserPoolId: userPoolId, Username: email };
  try {
    const attributes = { email, email_verified: 'true' };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await pool.send(new AdminCreateUserCommand({ ...who, UserAttributes, MessageAction: 'SUPPRESS' }));
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
  await pool.send(new AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: true }));
  for (const GroupName of groups) await pool.send(new AdminAddUserToGroupCommand({ ...who, GroupName }));
  const { UserAttributes = [] } = await pool.send(new AdminGetUserCommand(who));
  return UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

const bookWithHome = (customerId: string): AddressBook =>
  withAddress({ customerId, addresses: [] }, `adr_${'1'.padStart(36, '0')}`, HOME);
