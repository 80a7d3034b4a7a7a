import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fixtureWorkspace } from '../fixture-workspace.ts';
import { type Command, run } from './command.ts';

const parameter = (name: string, value: unknown) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: `/tradewind/local/identity/${name}`, Type: 'String', Value: value },
});

const users = { customer: { email: 'ann@example.com', password: 'Secret-1234' } };

// Creates the customer, as the seed of the identity service does.
const seed = `
export default async function seed(local) {
  const call = (operation, input) => fetch(local.endpointUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.' + operation,
      authorization: 'AWS4-HMAC-SHA256 Credential=developer/20300101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const UserPoolId = local.resource('identity', 'Pool').ref;
  await call('AdminCreateUser', { UserPoolId, Username: 'ann@example.com' });
  await call('AdminSetUserPassword', { UserPoolId, Username: 'ann@example.com', Password: 'Secret-1234', Permanent: true });
}
`;

const workspace = fixtureWorkspace({
  identity: {
    Resources: {
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: { UserPoolName: 'people', UsernameAttributes: ['email'] },
      },
      Client: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
      },
      PoolId: parameter('user-pool-id', { Ref: 'Pool' }),
      ClientId: parameter('user-pool-client-id', { Ref: 'Client' }),
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

    it('prints only the token of a seeded user', async () => {
      const { exitCode, output } = await token('customer');
      expect(exitCode).toBe(0);
      expect(output).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const [, claims = ''] = output.split('.');
      expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ token_use: 'access' });
    });

    it.each([
      ['an unknown user', ['guest'], 'Unknown user "guest".'],
      ['no user', [], 'Missing user.'],
    ])('prints the usage for %s', async (_, args, message) => {
      expect(await token(...args)).toEqual({
        exitCode: 1,
        output: `${message}\nUsage: npm run -s token -- customer|machine\n`,
      });
    });
  });
});
