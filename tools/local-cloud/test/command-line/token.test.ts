import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { fixtureWorkspace } from '../fixture-workspace.ts';
import { type Command, run } from './command.ts';

const parameter = (name: string, value: unknown) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: `/tradewind/local/identity/${name}`, Type: 'String', Value: value },
});

const users = {
  customer: { pool: 'customer', email: 'ann@example.com', password: 'Secret-1234' },
  staff: { pool: 'staff', email: 'sam@example.com', password: 'Secret-5678' },
};
const testing = pathToFileURL(join(workspaceRoot, 'libs/testing/src/totp.ts'));

// Creates the users, as the seed of the identity service does: the member of staff with an authenticator app.
const seed = `
import { totp } from '${testing.href}';
export default async function seed(local) {
  const call = async (operation, input) => {
    const response = await fetch(local.endpointUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.' + operation,
        authorization: 'AWS4-HMAC-SHA256 Credential=developer/20300101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(input),
    });
    return response.json();
  };
  for (const [pool, Username, Password] of ${JSON.stringify(Object.values(users).map(({ pool, email, password }) => [pool, email, password]))}) {
    const UserPoolId = local.resource('identity', pool + 'Pool').ref;
    await call('AdminCreateUser', { UserPoolId, Username });
    await call('AdminSetUserPassword', { UserPoolId, Username, Password, Permanent: true });
  }
  const { Session } = await call('InitiateAuth', {
    ClientId: local.resource('identity', 'staffClient').ref,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: '${users.staff.email}', PASSWORD: '${users.staff.password}' },
  });
  const app = await call('AssociateSoftwareToken', { Session });
  await call('VerifySoftwareToken', { Session: app.Session, UserCode: totp(app.SecretCode) });
  await local.putParameter('/tradewind/local/identity/seeded-staff-authenticator-secret', app.SecretCode, { secure: true });
}
`;

const pool = (name: string, settings: object = {}) => ({
  [`${name}Pool`]: {
    Type: 'AWS::Cognito::UserPool',
    Properties: { UserPoolName: name, UsernameAttributes: ['email'], ...settings },
  },
  [`${name}Client`]: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: { Ref: `${name}Pool` }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
  },
  [`${name}PoolId`]: parameter(`${name}-pool-id`, { Ref: `${name}Pool` }),
  [`${name}ClientId`]: parameter(`${name}-client-id`, { Ref: `${name}Client` }),
});

const workspace = fixtureWorkspace({
  identity: {
    Resources: {
      ...pool('customer'),
      ...pool('staff', { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }),
      WarehouseClient: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          UserPoolId: { Ref: 'staffPool' },
          GenerateSecret: true,
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthScopes: ['tradewind/inventory.write'],
        },
      },
      WarehouseClientId: parameter('warehouse-client-id', { Ref: 'WarehouseClient' }),
    },
    files: { 'local/users.json': JSON.stringify(users), 'local/seed.ts': seed },
  },
});

async function token(...args: string[]) {
  const command = await run('token.ts', args, { workspace, env: { CLOUD_PORT: '' } });
  return { exitCode: await command.exitCode, output: command.output() };
}

describe('npm run token', () => {
  it('fails with instructions if the local cloud is not running', async () => {
    expect(await token('customer')).toEqual({
      exitCode: 1,
      output: 'The local cloud is not running. Start it first: npm start\n',
    });
  });

  describe('with a running local cloud', () => {
    let cloud: Command;
    beforeAll(async () => {
      cloud = await run('main.ts', ['--no-watch'], { workspace });
      await cloud.line(/^ready /);
    });
    afterAll(async () => {
      cloud.signal('SIGINT');
      await cloud.exitCode;
    });

    const claimsOf = (output: string) => {
      expect(output).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const [, claims = ''] = output.split('.');
      return JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    };

    it.each(['customer', 'staff'])('prints only the token of the seeded %s', async (user) => {
      const { exitCode, output } = await token(user);
      expect([exitCode, exitCode === 0 ? '' : output]).toEqual([0, '']);
      expect(claimsOf(output)).toMatchObject({ token_use: 'access', username: expect.any(String) });
    });

    it('prints the token of a machine client', async () => {
      const { exitCode, output } = await token('machine', 'warehouse');
      expect(exitCode).toBe(0);
      expect(claimsOf(output)).toMatchObject({ scope: 'tradewind/inventory.write' });
    });

    it.each([
      ['an unknown user', ['guest'], 'Unknown user "guest".'],
      ['an unknown machine client', ['machine', 'toaster'], 'Unknown machine client "toaster".'],
      ['no user', [], 'Missing user.'],
    ])('prints the usage for %s', async (_, args, message) => {
      expect(await token(...args)).toEqual({
        exitCode: 1,
        output: `${message}\nUsage: npm run -s token -- customer|staff|machine [catalog-feed|warehouse|order-feed]\n`,
      });
    });
  });
});
