import { expect, it } from '@jest/globals';
import { ratioTable } from './ratio-table.ts';

const columns = [{ name: 'CPU ms' }, { name: 'KB', digits: 1 }];
const rows = [
  { name: 'floor', figures: [20, 0.5] },
  { name: 'get-stock', figures: [30.4, 272] },
];

it('prints each figure with its ratio to the baseline', () =>
  expect(ratioTable(columns, rows, { baseline: 'floor' }).split('\n')).toEqual([
    '           CPU ms  ratio     KB    ratio',
    'floor          20  1.00x    0.5    1.00x',
    'get-stock      30  1.52x  272.0  544.00x',
  ]));

it('rejects a baseline that was not measured', () =>
  expect(() => ratioTable(columns, rows, { baseline: 'raw' })).toThrow('No row is named raw.'));
