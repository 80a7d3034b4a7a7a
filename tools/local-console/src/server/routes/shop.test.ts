import { expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import type { ObservedCloud } from '../console-source.ts';
import { shopRoutes } from './shop.ts';

it('returns where the shop signs in its customers, and the seeded customers without staff', async () => {
  const cloud = { apiUrl: 'http://localhost:3000', endpointUrl: 'http://127.0.0.1:4566' } as ObservedCloud;
  const asked: unknown[] = [];
  const [route] = shopRoutes({ cloud, workspaceFolder: workspaceRoot }, async (...call) => {
    asked.push(call);
    return { Parameter: { Value: 'client-1' } };
  });
  expect(await route!.handle(undefined as never)).toMatchObject({
    apiUrl: 'http://localhost:3000',
    userPool: { url: 'http://127.0.0.1:4566', clientId: 'client-1' },
    demoCustomers: [{ name: 'customer' }, { name: 'second-customer' }],
  });
  expect(asked).toEqual([['ssm', 'GetParameter', { Name: '/tradewind/local/identity/customer-client-id' }]]);
});
