import { expect, it } from '@jest/globals';
import { headerRows } from './header.ts';

it('describes the machine, the date, Node.js and the load', () =>
  expect(
    headerRows({
      processors: [{ model: ' Fast CPU ' }, { model: ' Fast CPU ' }],
      memoryBytes: 24 * 2 ** 30,
      now: new Date('2030-01-02T03:04:05Z'),
      nodeVersion: 'v24.21.0',
      load: [0.25, 1, 12.34],
    }),
  ).toEqual([
    ['machine', '2 × Fast CPU, 24 GiB'],
    ['date, Node', '2030-01-02, v24.21.0'],
    ['load at the start (1, 5, 15 minutes)', '0.3, 1.0, 12.3'],
  ]));
