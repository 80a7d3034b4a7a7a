import { describe, expect, it } from '@jest/globals';
import { noContracts } from '../contracts/declared-contracts.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { contentHash } from '../packages/content-hash.ts';
import { isUpToDate, formatStatuses, serviceStatuses } from './service-status.ts';

const packaged = (name: string) => ({
  name,
  template: { Resources: { [name]: { Type: 'X' } } },
  artifacts: [],
});
const here = (name: string, readHash = 'r') => ({
  service: packaged(name),
  contracts: noContracts,
  readHash,
});
const entry = (hash: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  deployed: {
    contentHash: hash,
    readHash: 'r',
    revision: 'abc',
    deployedAt: '2030-01-01T12:00:00.000Z',
    deployedBy: 'kim',
  },
  reads: [],
  contracts: noContracts,
  ...more,
});

describe('the status of a stage', () => {
  const failed = {
    contentHash: 'x',
    readHash: '',
    revision: 'def',
    startedAt: '-',
    failure: 'CloudFormation says no',
  };
  const statuses = serviceStatuses(
    [
      here('stock'),
      here('orders'),
      here('carts'),
      here('payments'),
      here('mails', 'another topic'),
      { ...here('files'), readHash: undefined },
      { ...here('desks'), contracts: { ...noContracts, published: { Said: {} } } },
    ],
    new Map([
      ...['stock', 'mails', 'files', 'desks'].map(
        (name) => [name, entry(contentHash(packaged(name)))] as const,
      ),
      ['orders', entry('older')],
      ['payments', entry(contentHash(packaged('payments')), { unfinished: failed })],
      ['forgotten', entry('z')],
    ]),
  );

  it('says what is there, behind, missing, or in between', () => {
    expect(statuses.map(({ service, state }) => [service, state])).toEqual([
      ['carts', 'not deployed'],
      ['desks', 'behind'],
      ['files', 'behind'],
      ['forgotten', 'not in this checkout'],
      ['mails', 'behind'],
      ['orders', 'behind'],
      ['payments', 'unfinished'],
      ['stock', 'up to date'],
    ]);
  });

  it('is up to date where a deploy would change nothing', () =>
    expect(statuses.filter(isUpToDate).map(({ service }) => service)).toEqual(['stock']));

  it('is a table', () => {
    const lines = formatStatuses(statuses).split('\n');
    expect(lines[0]).toMatch(/^service {4}state {17}hash {10}revision {2}deployed \(UTC\)/);
    expect(lines.find((line) => line.startsWith('payments'))).toMatch(
      /^payments {3}unfinished .* abc {7}2030-01-01T12:00:00 {2}CloudFormation says no$/,
    );
  });
});
