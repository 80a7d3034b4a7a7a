import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  DescribeUserPoolClientCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { startEdge, type Edge } from './edge-harness.ts';
import { deployShop } from './shop-api.ts';

let edge: Edge;
let shop: Awaited<ReturnType<typeof deployShop>>;
let cognito: CognitoIdentityProviderClient;
let tokens: { IdToken: string; AccessToken: string; RefreshToken: string };
const [email, password] = ['jane@example.com', 'Correct-horse-1'];

const connect = () =>
  new CognitoIdentityProviderClient({
    endpoint: edge.endpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'k', secretAccessKey: 's' },
  });
const signIn = async () =>
  (
    await cognito.send(
      new InitiateAuthCommand({
        ClientId: shop.web.ref,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    )
  ).AuthenticationResult as typeof tokens;

async function getMachineToken(scope?: string, secret = shop.machine.attributes!.ClientSecret!) {
  const response = await fetch(`${edge.endpointUrl}/oauth2/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${shop.machine.ref}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) }),
  });
  return {
    status: response.status,
    ...((await response.json()) as { access_token: string; error?: string }),
  };
}

const status = async (method: string, authorization?: string) =>
  (
    await fetch(`${edge.apiUrl}/shop/items/1`, {
      method,
      ...(authorization ? { headers: { Authorization: authorization } } : {}),
    })
  ).status;

beforeAll(async () => {
  edge = await startEdge();
  shop = await deployShop(edge);
  cognito = connect();
});
afterAll(async () => {
  cognito.destroy();
  await edge.stop();
});

describe('a user pool', () => {
  it('signs up a user, shows the code and calls the trigger of the pool', async () => {
    await cognito.send(
      new SignUpCommand({
        ClientId: shop.web.ref,
        Username: email,
        Password: password,
        UserAttributes: [{ Name: 'email', Value: email }],
      }),
    );
    const code = /code for jane@example\.com is (\d+)/.exec(edge.messages.join('\n'))?.[1];
    await cognito.send(
      new ConfirmSignUpCommand({ ClientId: shop.web.ref, Username: email, ConfirmationCode: code }),
    );
    expect(edge.lines.join('\n')).toContain('jane@example.com');
  });

  it('signs in the user of a page of another site, as a browser does', async () => {
    const origin = 'http://shop.example';
    const preflight = await fetch(edge.endpointUrl, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'content-type,x-amz-target' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).not.toContain('authorization');
    const response = await fetch(edge.endpointUrl, {
      method: 'POST',
      headers: {
        origin,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        ClientId: shop.web.ref,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({ AuthenticationResult: expect.anything() });
  });

  it('signs in the user with tokens in the format of Cognito', async () => {
    const user = decodeJwt((await signIn()).IdToken)['cognito:username'] as string;
    await cognito.send(
      new AdminAddUserToGroupCommand({ UserPoolId: shop.pool.ref, GroupName: 'staff', Username: user }),
    );
    tokens = await signIn();
    const shared = { iss: `${edge.endpointUrl}/${shop.pool.ref}`, 'cognito:groups': ['staff'] };
    expect(decodeJwt(tokens.IdToken)).toMatchObject({
      ...shared,
      token_use: 'id',
      aud: shop.web.ref,
      email,
      tier: 'gold',
    });
    expect(decodeJwt(tokens.AccessToken)).toMatchObject({
      ...shared,
      token_use: 'access',
      client_id: shop.web.ref,
      username: user,
      scope: 'aws.cognito.signin.user.admin',
    });
    expect(await cognito.send(new GetUserCommand({ AccessToken: tokens.AccessToken }))).toMatchObject({
      Username: user,
    });
  });

  it('refreshes the tokens', async () => {
    const renewed = await cognito.send(
      new InitiateAuthCommand({
        ClientId: shop.web.ref,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: tokens.RefreshToken },
      }),
    );
    expect(decodeJwt(renewed.AuthenticationResult!.AccessToken!)).toMatchObject({ token_use: 'access' });
  });

  it('rejects a wrong password, a flow that the client does not allow, and a forged token', async () => {
    const wrong = new InitiateAuthCommand({
      ClientId: shop.web.ref,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: 'wrong' },
    });
    await expect(cognito.send(wrong)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const flow = new InitiateAuthCommand({
      ClientId: shop.machine.ref,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    });
    await expect(cognito.send(flow)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const forged = new GetUserCommand({ AccessToken: `${tokens.AccessToken.slice(0, -8)}AAAAAAAA` });
    await expect(cognito.send(forged)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('publishes its keys and their location', async () => {
    const configuration = (await (
      await fetch(`${edge.endpointUrl}/${shop.pool.ref}/.well-known/openid-configuration`)
    ).json()) as { jwks_uri: string };
    const jwks = (await (await fetch(configuration.jwks_uri)).json()) as { keys: object[] };
    expect(jwks.keys).toEqual([
      expect.objectContaining({ kty: 'RSA', alg: 'RS256', kid: expect.any(String) }),
    ]);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });
});

describe('a machine client', () => {
  it('gets an access token with the requested scopes', async () => {
    expect(decodeJwt((await getMachineToken('shop/write')).access_token)).toMatchObject({
      scope: 'shop/write',
      client_id: shop.machine.ref,
      token_use: 'access',
    });
    expect(decodeJwt((await getMachineToken()).access_token).scope).toBe('shop/write shop/read');
  });

  it('is rejected for a wrong secret or a scope that it does not have', async () => {
    expect(await getMachineToken(undefined, 'wrong')).toMatchObject({ status: 400, error: 'invalid_client' });
    expect(await getMachineToken('shop/admin')).toMatchObject({ status: 400, error: 'invalid_scope' });
  });
});

describe('the authorizer', () => {
  it('accepts an ID token for a method without scopes, with and without Bearer', async () => {
    expect(await status('DELETE', tokens.IdToken)).toBe(200);
    expect(await status('DELETE', `Bearer ${tokens.IdToken}`)).toBe(200);
    expect(await status('DELETE', tokens.AccessToken)).toBe(401);
    expect(await status('DELETE')).toBe(401);
  });

  it('accepts an access token with a scope of the method', async () => {
    expect(await status('PUT', `Bearer ${(await getMachineToken('shop/write')).access_token}`)).toBe(200);
    expect(await status('PUT', `Bearer ${(await getMachineToken('shop/read')).access_token}`)).toBe(401);
    expect(await status('PUT', `Bearer ${tokens.AccessToken}`)).toBe(401);
    expect(await status('PUT', `Bearer ${tokens.IdToken}`)).toBe(401);
  });

  it('rejects a token with another signature, issuer or algorithm', async () => {
    const [header, payload, signature] = tokens.IdToken.split('.') as [string, string, string];
    const changed = Buffer.from(
      JSON.stringify({ ...decodeJwt(tokens.IdToken), 'cognito:groups': ['admin'] }),
    ).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const forged of [
      `${header}.${changed}.${signature}`,
      `${none}.${payload}.`,
      'nonsense',
      `${header}.${payload}`,
    ])
      expect(await status('DELETE', `Bearer ${forged}`)).toBe(401);
  });

  it('passes the claims to the function as strings', async () => {
    const response = await fetch(`${edge.apiUrl}/shop/items/1`, {
      method: 'DELETE',
      headers: { Authorization: tokens.IdToken },
    });
    const event = (await response.json()) as {
      requestContext: { authorizer: { claims: Record<string, unknown> } };
    };
    const { claims } = event.requestContext.authorizer;
    expect(claims).toMatchObject({
      'cognito:groups': 'staff',
      email,
      email_verified: 'true',
    });
    expect(Object.values(claims).every((claim) => typeof claim === 'string')).toBe(true);
    expect(claims.exp).toMatch(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$/);
  });
});

describe('lists', () => {
  it('return pages of users, with status and attributes', async () => {
    const UserPoolId = shop.pool.ref;
    for (const name of ['list-1', 'list-2'])
      await cognito.send(
        new SignUpCommand({ ClientId: shop.web.ref, Username: `${name}@example.com`, Password: password }),
      );
    const first = await cognito.send(new ListUsersCommand({ UserPoolId, Limit: 2 }));
    const { PaginationToken } = first;
    const second = await cognito.send(new ListUsersCommand({ UserPoolId, Limit: 2, PaginationToken }));
    const emails = [...(first.Users ?? []), ...(second.Users ?? [])].map(
      ({ Attributes = [] }) => Attributes.find(({ Name }) => Name === 'email')?.Value,
    );
    expect(first.Users).toHaveLength(2);
    expect(emails.toSorted()).toEqual([email, 'list-1@example.com', 'list-2@example.com']);
    expect(second.PaginationToken).toBeUndefined();
    const { Users } = await cognito.send(new ListUsersCommand({ UserPoolId, Filter: `email = "${email}"` }));
    expect(Users?.map(({ UserStatus, Enabled }) => [UserStatus, Enabled])).toEqual([['CONFIRMED', true]]);
  });

  it('return pools and clients, without the secrets of clients', async () => {
    const { UserPools } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    expect(UserPools?.map(({ Id }) => Id)).toEqual([shop.pool.ref]);
    const query = { UserPoolId: shop.pool.ref, MaxResults: 1 };
    const { UserPoolClients, NextToken } = await cognito.send(new ListUserPoolClientsCommand(query));
    const rest = await cognito.send(new ListUserPoolClientsCommand({ ...query, NextToken }));
    const all = [...(UserPoolClients ?? []), ...(rest.UserPoolClients ?? [])];
    expect(all.map(({ ClientId }) => ClientId).toSorted()).toEqual(
      [shop.web.ref, shop.machine.ref].toSorted(),
    );
    expect(all.every((client) => !('ClientSecret' in client))).toBe(true);
    const { UserPoolClient } = await cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId: shop.pool.ref, ClientId: shop.machine.ref }),
    );
    expect(UserPoolClient?.ClientSecret).toBe(shop.machine.attributes!.ClientSecret);
  });
});

describe('after a restart', () => {
  it('has the same pool, clients, users and key', async () => {
    const before = shop;
    await edge.stop({ keepState: true });
    edge = await startEdge(edge.stateFolder, edge.endpointPort);
    shop = await deployShop(edge);
    cognito.destroy();
    cognito = connect();
    expect([shop.pool, shop.web, shop.machine]).toEqual([before.pool, before.web, before.machine]);
    expect(await status('DELETE', tokens.IdToken)).toBe(200);
    expect(decodeJwt((await signIn()).IdToken)['cognito:groups']).toEqual(['staff']);
  });
});
