import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STAGE } from '../../../../workspace/src/aws/aws-constants.ts';
import type { CallAws } from '../aws/call-aws.ts';
import type { ConsoleSource } from '../console-source.ts';
import type { Route } from '../route.ts';

/** What the shop needs to know of its stage. A deployed storefront has the same values in its own configuration. */
export interface ShopSettings {
  readonly apiUrl: string;
  /** Where customers sign in and sign up. */
  readonly userPool: { readonly url: string; readonly clientId: string };
  /** The seeded customers of the local environment, whose passwords are public by design. */
  readonly demoCustomers: readonly DemoCustomer[];
}

interface DemoCustomer {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

interface SeededUser {
  readonly pool: string;
  readonly email: string;
  readonly password: string;
}

export const shopRoutes = (
  { cloud, workspaceFolder }: Pick<ConsoleSource, 'cloud' | 'workspaceFolder'>,
  callAws: CallAws,
): readonly Route[] => [
  {
    method: 'GET',
    path: '/api/shop',
    async handle(): Promise<ShopSettings> {
      const clientId = await readParameter(callAws, 'customer-client-id');
      return {
        apiUrl: cloud.apiUrl,
        userPool: { url: cloud.endpointUrl, clientId },
        demoCustomers: await readCustomers(workspaceFolder),
      };
    },
  },
];

async function readParameter(callAws: CallAws, name: string): Promise<string> {
  const { Parameter } = (await callAws('ssm', 'GetParameter', {
    Name: `/tradewind/${STAGE}/identity/${name}`,
  })) as { readonly Parameter: { readonly Value: string } };
  return Parameter.Value;
}

async function readCustomers(workspaceFolder: string): Promise<DemoCustomer[]> {
  const file = join(workspaceFolder, 'services/identity/local/users.json');
  const users = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, SeededUser>>;
  return Object.entries(users)
    .filter(([, { pool }]) => pool === 'customer')
    .map(([name, { email, password }]) => ({ name, email, password }));
}
