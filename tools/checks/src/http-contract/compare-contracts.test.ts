import { describe, expect, it } from '@jest/globals';
import type { HttpContract } from '../../../build/src/client/http-contract.ts';
import { compareContracts } from './compare-contracts.ts';

const before: HttpContract = {
  version: '1.4.0',
  operations: {
    'GET /orders': { operationId: 'listOrders', security: [], parameters: {}, responses: {}, problems: {} },
  },
  webhooks: {},
  schemas: {},
};
const after = (version: string): HttpContract => ({ ...before, version, operations: {} });
const compare = (current: ReadonlyMap<string, HttpContract>) =>
  compareContracts(new Map([['orders', before]]), current);

describe('compareContracts', () => {
  it('rejects an incompatible change of the same major version, with the way out', () => {
    expect(compare(new Map([['orders', after('1.5.0')]]))).toEqual([
      {
        severity: 'error',
        service: 'orders',
        subject: 'GET /orders',
        message: expect.stringContaining('The operation is removed. Keep the old form'),
      },
    ]);
  });

  it('reports it as a warning in a new major version', () => {
    expect(compare(new Map([['orders', after('2.0.0')]]))).toMatchObject([{ severity: 'warning' }]);
  });

  it('rejects the removal of a service', () => {
    expect(compare(new Map())).toMatchObject([{ severity: 'error', subject: 'GET /orders' }]);
  });
});
