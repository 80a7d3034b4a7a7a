import { expect, it } from '@jest/globals';
import { durationOf, searchExecutions } from './execution-list.ts';

it('measures an execution up to its end or up to now', () => {
  const startDate = '2030-01-01T00:00:00.000Z';
  const now = Date.parse('2030-01-01T00:00:09.000Z');
  expect(durationOf({ startDate }, now)).toBe(9_000);
  expect(durationOf({ startDate, stopDate: '2030-01-01T00:00:02.500Z' }, now)).toBe(2_500);
});

it('finds executions by a part of their name', () => {
  const executions = [{ name: 'ord_AB12' }, { name: 'ord_cd34' }];
  expect(searchExecutions(executions, ' ab1 ')).toEqual([{ name: 'ord_AB12' }]);
  expect(searchExecutions(executions, '')).toBe(executions);
});
