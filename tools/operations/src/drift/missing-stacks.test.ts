import { expect, it } from '@jest/globals';
import type { LedgerEntry } from '../deploy/ledger/ledger.ts';
import { noContracts } from '../deploy/contracts/declared-contracts.ts';
import { missingStacks } from './missing-stacks.ts';

it('a service is gone that the ledger has as deployed, and that has no stack', () => {
  const rest = { reads: [], contracts: noContracts };
  const version = { contentHash: 'c', readHash: 'r', revision: 'abc' };
  const there: LedgerEntry = { ...rest, deployed: { ...version, deployedAt: '-', deployedBy: 'kim' } };
  const ledger = new Map<string, LedgerEntry>([
    ['stock', there],
    ['orders', there],
    ['mails', { ...rest, unfinished: { ...version, startedAt: '-' } }],
  ]);
  expect(missingStacks('dev', ledger, ['tradewind-stock-dev', 'tradewind-orders-prod'])).toEqual(['orders']);
});
