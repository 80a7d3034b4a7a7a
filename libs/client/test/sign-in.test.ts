import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { clientCredentials, resumeUserSession, signIn, type UserPool } from '#libs/client';
import { AUTHENTICATOR_SECRET, runningCloud, totp, type SeededAccount } from '#libs/testing';

const cloud = runningCloud();
const identity = (name: string) => cloud.parameter(`/tradewind/local/identity/${name}`);
const users = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../services/identity/local/users.json'), 'utf8'),
) as Readonly<Record<'customer' | 'staff', SeededAccount>>;

const poolOf = async (pool: 'customer' | 'staff'): Promise<UserPool> => ({
  url: cloud.endpointUrl,
  clientId: await identity(`${pool}-client-id`),
});

describe('signIn', () => {
  let customers: UserPool;
  beforeAll(async () => {
    customers = await poolOf('customer');
  });

  it('signs in a customer, whose session refreshes its token and can be resumed', async () => {
    const session = await signIn(customers, users.customer);
    const first = await session.getToken({ refresh: false });
    const { email } = await cloud.client(undefined, { auth: session }).identity.getProfile();
    expect(email).toBe(users.customer.email);
    expect(await session.getToken({ refresh: true })).not.toBe(first);
    const resumed = resumeUserSession(customers, session.refreshToken);
    await expect(cloud.client(undefined, { auth: resumed }).identity.getProfile()).resolves.toMatchObject({
      email,
    });
  });

  it('ends the session with signOut', async () => {
    const session = await signIn(customers, users.customer);
    await session.signOut();
    expect(await session.getToken({ refresh: false })).toBeUndefined();
    await expect(
      resumeUserSession(customers, session.refreshToken).getToken({ refresh: false }),
    ).rejects.toMatchObject({ code: 'NotAuthorizedException' });
  });

  it('rejects a wrong password', async () => {
    await expect(signIn(customers, { ...users.customer, password: 'wrong' })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
    });
  });

  it('asks staff for the code of their authenticator app', async () => {
    const pool = await poolOf('staff');
    const authenticatorCode = async () => totp(await identity(AUTHENTICATOR_SECRET));
    const session = await signIn(pool, { ...users.staff, authenticatorCode });
    const staff = cloud.client(undefined, { auth: session });
    await expect(staff.fulfillment.listShipments({ limit: 1 })).resolves.toBeDefined();
    await expect(signIn(pool, users.staff)).rejects.toMatchObject({ code: 'SOFTWARE_TOKEN_MFA' });
  });
});

describe('clientCredentials', () => {
  it('signs in a machine client with its scopes', async () => {
    const pools = new CognitoIdentityProviderClient(cloud.clientConfig);
    const [UserPoolId, ClientId] = [await identity('staff-pool-id'), await identity('warehouse-client-id')];
    const { UserPoolClient } = await pools.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
    const machine = {
      tokenUrl: `${cloud.endpointUrl}/oauth2/token`,
      clientId: ClientId,
      clientSecret: UserPoolClient!.ClientSecret!,
    };
    const client = cloud.client(undefined, { auth: clientCredentials(machine) });
    await expect(client.fulfillment.listShipments({ limit: 1 })).resolves.toBeDefined();
    const wrong = cloud.client(undefined, { auth: clientCredentials({ ...machine, clientSecret: 'wrong' }) });
    await expect(wrong.fulfillment.listShipments()).rejects.toMatchObject({ code: 'invalid_client' });
  });
});
