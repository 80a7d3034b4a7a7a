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
const incompatibilities = (own: Partial<DeclaredContracts>, ledger: Record<string, LedgerEntry>) =>
  contractIncompatibilities(
    { name: 'catalog', stage: 'dev' },
    { ...noContracts, ...own },
    new Map(Object.entries(ledger)),
  );

describe('a contract', () => {
  const checkout = deployed({ consumed: { catalog: { ProductChanged: event('id', 'price') } } });

  it('accepts additional properties that the deployed consumer does not read', () => {
    expect(
      incompatibilities(
        { published: { ProductChanged: event('id', 'price', 'color'), More: event() } },
        { checkout },
      ),
    ).toEqual([]);
  });

  it('breaks where a field that a deployed consumer needs is gone, with two steps out of it', () => {
    const [incompatibility] = incompatibilities({ published: { ProductChanged: event('id') } }, { checkout });
    expect(incompatibility).toContain(
      'catalog is incompatible with checkout as deployed in dev: event ProductChanged',
    );
    expect(incompatibility).toContain('price is required, and is not sent');
    expect(incompatibility).toMatch(
      /1\. Let checkout accept both .* npx nx deploy checkout --stage=dev --excludeTaskDependencies/,
    );
    expect(incompatibility).toContain('2. Deploy catalog, which then sends the new form.');
  });

  it('breaks where an event is sent no more', () => {
    const [incompatibility] = incompatibilities({}, { checkout });
    expect(incompatibility).toContain('catalog does not publish it, and checkout consumes it');
    expect(incompatibility).toContain('1. Stop consuming it in checkout');
  });

  it('breaks where a new consumer needs what the deployed producer does not send', () => {
    const [incompatibility] = incompatibilities(
      { consumed: { stock: { StockChanged: event('id', 'place') } } },
      { stock: deployed({ published: { StockChanged: event('id') } }) },
    );
    expect(incompatibility).toContain('event StockChanged from stock to catalog');
    expect(incompatibility).toContain('place is required, and is not sent');
  });

  it('breaks where a deployed caller sends a command that is not accepted any more, or not like that', () => {
    const orders = deployed({ called: { catalog: { HoldPrice: event('id') } } });
    expect(incompatibilities({ accepted: { HoldPrice: event('id') } }, { orders })).toEqual([]);
    expect(incompatibilities({ accepted: { HoldPrice: event('id', 'until') } }, { orders })[0]).toContain(
      'until is required',
    );
    expect(incompatibilities({}, { orders })[0]).toContain('orders calls it, and catalog does not accept it');
  });

  it('breaks where a new caller is ahead of the deployed service', () => {
    const [incompatibility] = incompatibilities(
      { called: { stock: { ReserveStock: event('id') } } },
      { stock: deployed({ accepted: {} }) },
    );
    expect(incompatibility).toContain('catalog calls it, and stock does not accept it');
    expect(incompatibility).toContain('1. Deploy a version of stock that has it');
  });

  it('says nothing of what is not deployed, nor of itself', () => {
    expect(incompatibilities({ published: { A: event() } }, { catalog: checkout })).toEqual([]);
  });
});
