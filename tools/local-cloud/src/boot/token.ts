import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  getMachineToken,
  machineClients,
  signIn,
  type IdentityAccess,
  type SeededAccount,
} from '#libs/testing';
import { type Credentials, developerCredentials } from '../contract/credentials.ts';
import { REGION, STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/**
 * Prints a bearer token for a seeded user of the running local cloud, `npm run -s token -- staff`, or for a machine client:
 * `npm run -s token -- machine warehouse`. Staff sign in with the code of the seeded authenticator app.
 */

const workspaceFolder = process.env['WORKSPACE_FOLDER'] ?? workspaceRoot;
const stateFolder = process.env['STATE_FOLDER'] ?? join(workspaceFolder, '.local');
const usersFile = join(workspaceFolder, 'services', 'identity', 'local', 'users.json');

const defaultClient: (typeof machineClients)[number] = 'order-feed';

interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** An error whose message is all that the caller needs. */
class TokenError extends Error {}

try {
  console.log(await getToken(process.argv[2] ?? '', process.argv[3]));
} catch (error) {
  console.error(error instanceof TokenError ? error.message : error);
  process.exit(1);
}

async function getToken(user: string, client: string = defaultClient): Promise<string> {
  const users = JSON.parse(await readFile(usersFile, 'utf8')) as Readonly<Record<string, SeededAccount>>;
  const isMachine = user === 'machine' && machineClients.some((name) => name === client);
  if (!isMachine && !Object.hasOwn(users, user))
    throw new TokenError(`${unknown(user, client)}\nUsage: ${usage(Object.keys(users))}`);
  const endpoint = await runningEndpoint();
  const config = { endpoint, region: REGION, credentials: developerCredentials };
  const identity = await connectToIdentity(config);
  if (isMachine) return getMachineToken(client, `${endpoint}/oauth2/token`, identity);
  return signIn(users[user]!, identity).catch((error: Error) => {
    throw new TokenError(`${error.message} Seed again: npm start -- --fresh`);
  });
}

function unknown(user: string, client: string): string {
  if (user === '') return 'Missing user.';
  return user === 'machine' ? `Unknown machine client "${client}".` : `Unknown user "${user}".`;
}

function usage(users: readonly string[]): string {
  return `npm run -s token -- ${users.join('|')}|machine [${machineClients.join('|')}]`;
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

/** Imports the SDK only now, so that mistakes are reported at once. */
async function connectToIdentity(config: ClientConfig): Promise<IdentityAccess> {
  const [{ CognitoIdentityProviderClient }, { GetParameterCommand, SSMClient }] = await Promise.all([
    import('@aws-sdk/client-cognito-identity-provider'),
    import('@aws-sdk/client-ssm'),
  ]);
  const parameters = new SSMClient(config);
  return {
    pools: new CognitoIdentityProviderClient(config),
    async parameter(name) {
      const query = { Name: `/tradewind/${STAGE}/identity/${name}`, WithDecryption: true };
      const { Parameter } = await parameters.send(new GetParameterCommand(query));
      return Parameter?.Value ?? '';
    },
  };
}
