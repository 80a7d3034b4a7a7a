import { describe, expect, it } from '@jest/globals';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { contractIncompatibilities } from './contract-incompatibilities.ts';
import { noContracts, type DeclaredContracts, type JsonSchema } from './declared-contracts.ts';

const event = (...required: string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(required.map((name) => [name, { type: 'string' }])),
  required,
});
const deployed = (contracts: Partial<DeclaredContracts>): LedgerEntry => ({
  reads: [],
  contracts: { ...noContracts, ...contracts },
});
const breaches = (own: Partial<DeclaredContracts>, ledger: Record<string, LedgerEntry>) =>
  contractIncompatibilities(
    { name: 'catalog', stage: 'dev' },
    { ...noContracts, ...own },
    new Map(Object.entries(ledger)),
  );

describe('a contract', () => {
  const checkout = deployed({ hears: { catalog: { ProductChanged: event('id', 'price') } } });

  it('holds where the deployed consumer gets what it needs, whatever comes on top', () => {
    expect(
      breaches({ tells: { ProductChanged: event('id', 'price', 'color'), More: event() } }, { checkout }),
    ).toEqual([]);
  });

  it('breaks where a field that a deployed consumer needs is gone, with two steps out of it', () => {
    const [breach] = breaches({ tells: { ProductChanged: event('id') } }, { checkout });
    expect(breach).toContain(
      'catalog does not fit checkout, as that is deployed in dev: event ProductChanged',
    );
    expect(breach).toContain('price is required, and is not sent');
    expect(breach).toMatch(
      /1\. Let checkout accept both .* npx nx deploy checkout --stage=dev --excludeTaskDependencies/,
    );
    expect(breach).toContain('2. Deploy catalog, which then sends the new form.');
  });

  it('breaks where an event is sent no more', () => {
    const [breach] = breaches({}, { checkout });
    expect(breach).toContain('catalog does not send it, and checkout listens to it');
    expect(breach).toContain('1. Let checkout stop listening to it');
  });

  it('breaks where a new consumer needs what the deployed producer does not send', () => {
    const [breach] = breaches(
      { hears: { stock: { StockChanged: event('id', 'place') } } },
      { stock: deployed({ tells: { StockChanged: event('id') } }) },
    );
    expect(breach).toContain('event StockChanged from stock to catalog');
    expect(breach).toContain('place is required, and is not sent');
  });

  it('breaks where a deployed caller sends a command that is not accepted any more, or not like that', () => {
    const orders = deployed({ calls: { catalog: { HoldPrice: event('id') } } });
    expect(breaches({ accepts: { HoldPrice: event('id') } }, { orders })).toEqual([]);
    expect(breaches({ accepts: { HoldPrice: event('id', 'until') } }, { orders })[0]).toContain(
      'until is required',
    );
    expect(breaches({}, { orders })[0]).toContain('orders calls it, and catalog does not accept it');
  });

  it('breaks where a new caller is ahead of the deployed service', () => {
    const [breach] = breaches(
      { calls: { stock: { ReserveStock: event('id') } } },
      { stock: deployed({ accepts: {} }) },
    );
    expect(breach).toContain('catalog calls it, and stock does not accept it');
    expect(breach).toContain('1. Deploy a version of stock that has it');
  });

  it('says nothing of what is not deployed, nor of itself', () => {
    expect(breaches({ tells: { A: event() } }, { catalog: checkout })).toEqual([]);
  });
});
