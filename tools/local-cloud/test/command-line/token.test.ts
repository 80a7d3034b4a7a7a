import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fixtureWorkspace } from '../fixture-workspace.ts';
import { type Command, run } from './command.ts';

const parameter = (name: string, value: unknown) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: `/tradewind/local/identity/${name}`, Type: 'String', Value: value },
});

const users = { customer: { email: 'ann@example.com', password: 'Secret-1234' } };

// Signs the customer up as a seed does.
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
  it('says how to start the cloud where none runs', async () => {
    expect(await token('customer')).toEqual({
      exitCode: 1,
      output: 'The local cloud does not run. Start it first: npm start\n',
    });
  });

  describe('of a running cloud', () => {
    let cloud: Command;
    beforeAll(async () => {
      cloud = await run('main.ts', ['--no-watch'], { workspace });
      await cloud.line(/^ready /);
    });
    afterAll(async () => {
      cloud.signal('SIGINT');
      await cloud.exitCode;
    });

    it('prints the token of a seeded user, and nothing else', async () => {
      const { exitCode, output } = await token('customer');
      expect(exitCode).toBe(0);
      expect(output).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const [, claims = ''] = output.split('.');
      expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ token_use: 'access' });
    });

    it.each([['nobody'], []])('names those there are for %s', async (...who) => {
      expect(await token(...who)).toEqual({
        exitCode: 1,
        output: 'Whose token? npm run -s token -- customer|machine\n',
      });
    });
  });
});
