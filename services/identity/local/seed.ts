import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  UsernameExistsException,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { AUTHENTICATOR_SECRET, totp, type SeededAccount } from '#libs/testing';
import type { LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { withAddress, type AddressBook } from '../src/models/address-book.ts';
import { newProfile } from '../src/models/profile.ts';
import users from './users.json' with { type: 'json' };

// The passwords in users.json are public by design: these users exist in local environments only. Machine clients have no
// entry, because the pool generates their secrets.
const accounts = Object.entries(users) as [name: string, account: SeededAccount][];

const REGISTERED_AT = new Date('2026-01-01T00:00:00.000Z');
const HOME = {
  name: 'Ada Example',
  line1: 'Speicherstrasse 1',
  city: 'Hamburg',
  postalCode: '20457',
  country: 'DE',
};

/** Creates the local users, customers with their profiles and an address, and staff with an authenticator app. */
export default async function seed(local: LocalContext): Promise<void> {
  const pools = new CognitoIdentityProviderClient(local.awsClientConfig);
  const tables = DynamoDBDocumentClient.from(new DynamoDBClient(local.awsClientConfig));
  const put = (logicalId: string, record: object) =>
    tables.send(
      new PutCommand({
        TableName: local.tableName('identity', logicalId),
        Item: { ...record, version: 1, correlationId: 'seed' },
      }),
    );

  for (const [name, account] of accounts) {
    const sub = await putUser(account, pools, local);
    if (account.pool === 'staff') await setUpAuthenticator(account, pools, local);
    else await put('ProfilesTable', newProfile(sub, account.email, REGISTERED_AT));
    if (name === 'customer') await put('AddressesTable', toAddressBook(sub));
  }
  local.log(`identity: ${Object.keys(users).join(', ')}`);
}

const parameterName = (local: LocalContext, name: string): string =>
  `/tradewind/${local.stage}/identity/${name}`;

/** @returns the user's `sub` */
async function putUser(
  { pool, email, password }: SeededAccount,
  pools: CognitoIdentityProviderClient,
  local: LocalContext,
): Promise<string> {
  const username = {
    UserPoolId: await local.parameter(parameterName(local, `${pool}-pool-id`)),
    Username: email,
  };
  try {
    const attributes = { email, email_verified: 'true' };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await pools.send(
      new AdminCreateUserCommand({
        ...username,
        UserAttributes,
        TemporaryPassword: password,
        MessageAction: 'SUPPRESS',
      }),
    );
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
  await pools.send(new AdminSetUserPasswordCommand({ ...username, Password: password, Permanent: true }));
  const { UserAttributes = [] } = await pools.send(new AdminGetUserCommand(username));
  return UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
}

/** Sets up an authenticator app as staff do at their first sign-in, and keeps its secret for later ones. */
async function setUpAuthenticator(
  { pool, email, password }: SeededAccount,
  pools: CognitoIdentityProviderClient,
  local: LocalContext,
): Promise<void> {
  const entered = await pools.send(
    new InitiateAuthCommand({
      ClientId: await local.parameter(parameterName(local, `${pool}-client-id`)),
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  if (entered.ChallengeName === 'SOFTWARE_TOKEN_MFA') return;
  // The emulated AWS of the deployment test issues tokens before the app is set up, where AWS has the challenge MFA_SETUP.
  const access = entered.AuthenticationResult && { AccessToken: entered.AuthenticationResult.AccessToken };
  const app = await pools.send(new AssociateSoftwareTokenCommand(access ?? { Session: entered.Session }));
  const secret = app.SecretCode ?? '';
  const proof = { ...(access ?? { Session: app.Session }), UserCode: totp(secret) };
  await pools.send(new VerifySoftwareTokenCommand(proof));
  await local.putParameter(parameterName(local, AUTHENTICATOR_SECRET), secret, { secure: true });
}

const toAddressBook = (customerId: string): AddressBook =>
  withAddress({ customerId, addresses: [] }, `adr_${'1'.padStart(36, '0')}`, HOME);
