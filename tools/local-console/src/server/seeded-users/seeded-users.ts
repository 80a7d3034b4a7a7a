import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdentityAccess, SeededAccount } from '#libs/testing';
import { REGION, STAGE } from '../../../../workspace/src/aws/aws-constants.ts';
import type { ConsoleSource } from '../console-source.ts';

/** Who can sign in with one click: a seeded user, or a machine client. */
export interface Identity {
  /** The name in `npm run -s token -- NAME`: `customer`, or `machine warehouse` for a client. */
  readonly name: string;
  readonly pool: 'customer' | 'staff' | 'machine';
  readonly email?: string;
}

/** The users that the seed of identity creates, and the machine clients of its template. */
export interface SeededUsers {
  list(): Promise<readonly Identity[]>;
  /** @returns an access token; undefined for an unknown name. @throws Error of the SDK if the user cannot sign in */
  signIn(name: string): Promise<string | undefined>;
}

type Source = Pick<ConsoleSource, 'workspaceFolder'> & {
  readonly cloud: Pick<ConsoleSource['cloud'], 'endpointUrl' | 'credentials'>;
};

/** Reads the seeded users of a workspace and signs them in at its local cloud, as `npm run token` does. */
export function createSeededUsers({ workspaceFolder, cloud }: Source): SeededUsers {
  const { endpointUrl: endpoint, credentials } = cloud;
  const usersFile = join(workspaceFolder, 'services', 'identity', 'local', 'users.json');
  const readUsers = async () =>
    JSON.parse(await readFile(usersFile, 'utf8')) as Readonly<Record<string, SeededAccount>>;

  async function connect(): Promise<IdentityAccess> {
    const [{ CognitoIdentityProviderClient }, { GetParameterCommand, SSMClient }] = await Promise.all([
      import('@aws-sdk/client-cognito-identity-provider'),
      import('@aws-sdk/client-ssm'),
    ]);
    const config = { endpoint, region: REGION, credentials };
    const parameters = new SSMClient(config);
    return {
      pools: new CognitoIdentityProviderClient(config),
      async parameter(name) {
        const query = { Name: `/tradewind/${STAGE}/identity/${name}`, WithDecryption: true };
        return (await parameters.send(new GetParameterCommand(query))).Parameter?.Value ?? '';
      },
    };
  }

  return {
    async list() {
      const { machineClients } = await import('#libs/testing');
      return [
        ...Object.entries(await readUsers()).map(([name, { pool, email }]): Identity => ({
          name,
          pool,
          email,
        })),
        ...machineClients.map((client): Identity => ({ name: `machine ${client}`, pool: 'machine' })),
      ];
    },
    async signIn(name) {
      const { getMachineToken, machineClients, signIn } = await import('#libs/testing');
      const client = machineClients.find((each) => name === `machine ${each}`);
      const users = await readUsers();
      if (client === undefined && !Object.hasOwn(users, name)) return undefined;
      const identity = await connect();
      return client === undefined
        ? signIn(users[name]!, identity)
        : getMachineToken(client, `${endpoint}/oauth2/token`, identity);
    },
  };
}
