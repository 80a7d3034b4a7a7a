import { expect, it } from '@jest/globals';
import { noContracts } from '../contracts/declared-contracts.ts';
import { pendingServices } from './pending-services.ts';

it('lists services without a finished deployment', () => {
  const version = { contentHash: 'c', readHash: 'r', revision: 'abc' };
  const deployed = { ...version, deployedAt: '-', deployedBy: 'kim' };
  const rest = { reads: [], contracts: noContracts };
  const ledger = new Map([
    ['stock', { ...rest, deployed }],
    ['orders', { ...rest, deployed, unfinished: { ...version, startedAt: '-' } }],
    ['mails', { ...rest, unfinished: { ...version, startedAt: '-' } }],
  ]);
  expect(pendingServices(['carts', 'mails', 'orders', 'stock'], ledger)).toEqual([
    'carts',
    'mails',
    'orders',
  ]);
});
