import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Credentials, developerCredentials } from '../contract/credentials.ts';
import { REGION, STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** Prints a bearer token for a seeded user of the running local cloud: `npm run -s token -- staff`. */

const workspaceFolder = process.env['WORKSPACE_FOLDER'] ?? workspaceRoot;
const stateFolder = process.env['STATE_FOLDER'] ?? join(workspaceFolder, '.local');
const usersFile = join(workspaceFolder, 'services', 'identity', 'local', 'users.json');
const userClientId = `/tradewind/${STAGE}/identity/user-pool-client-id`;
const machineClientId = `/tradewind/${STAGE}/identity/machine-client-id`;
const userPoolId = `/tradewind/${STAGE}/identity/user-pool-id`;

interface User {
  readonly email: string;
  readonly password: string;
}

interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** An error whose message is all that the caller needs. */
class TokenError extends Error {}

try {
  console.log(await getToken(process.argv[2] ?? ''));
} catch (error) {
  console.error(error instanceof TokenError ? error.message : error);
  process.exit(1);
}

async function getToken(user: string): Promise<string> {
  const users = JSON.parse(await readFile(usersFile, 'utf8')) as Readonly<Record<string, User>>;
  const names = [...new Set([...Object.keys(users), 'machine'])];
  if (!names.includes(user))
    throw new TokenError(
      `${user === '' ? 'Missing user.' : `Unknown user "${user}".`}\nUsage: npm run -s token -- ${names.join('|')}`,
    );
  const config = { endpoint: await runningEndpoint(), region: REGION, credentials: developerCredentials };
  return user === 'machine' ? getMachineToken(config) : getUserToken(config, users[user]!);
}

/** Reads the endpoint that the running local cloud wrote into its state folder, and checks that it responds. */
async function runningEndpoint(): Promise<string> {
  const recorded = await readFile(join(stateFolder, 'endpoint'), 'utf8').catch(() => '');
  const endpoint = process.env['CLOUD_PORT']
    ? `http://127.0.0.1:${process.env['CLOUD_PORT']}`
    : recorded.trim();
  const isRunning = endpoint !== '' && (await fetch(endpoint).then(Boolean, () => false));
  if (!isRunning) throw new TokenError('The local cloud is not running. Start it first: npm start');
  return endpoint;
}

async function getUserToken(config: ClientConfig, { email, password }: User): Promise<string> {
  const { CognitoIdentityProviderClient, InitiateAuthCommand } =
    await import('@aws-sdk/client-cognito-identity-provider');
  const { AuthenticationResult } = await new CognitoIdentityProviderClient(config).send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: await parameter(config, userClientId),
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  if (AuthenticationResult?.AccessToken === undefined)
    throw new TokenError(
      `${email} cannot sign in with the seeded password. Seed again: npm start -- --fresh`,
    );
  return AuthenticationResult.AccessToken;
}

/** Uses the client credentials grant: https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
async function getMachineToken(config: ClientConfig): Promise<string> {
  const clientId = await parameter(config, machineClientId);
  const { CognitoIdentityProviderClient, DescribeUserPoolClientCommand } =
    await import('@aws-sdk/client-cognito-identity-provider');
  const { UserPoolClient } = await new CognitoIdentityProviderClient(config).send(
    new DescribeUserPoolClientCommand({
      ClientId: clientId,
      UserPoolId: await parameter(config, userPoolId),
    }),
  );
  const response = await fetch(`${config.endpoint}/oauth2/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${clientId}:${UserPoolClient?.ClientSecret ?? ''}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId }),
  });
  const answer = (await response.json()) as { access_token?: string; error?: string };
  if (answer.access_token === undefined)
    throw new TokenError(`The token endpoint rejected the request: ${answer.error ?? response.status}`);
  return answer.access_token;
}

async function parameter(config: ClientConfig, name: string): Promise<string> {
  const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const { Parameter } = await new SSMClient(config).send(new GetParameterCommand({ Name: name }));
  return Parameter?.Value ?? '';
}
