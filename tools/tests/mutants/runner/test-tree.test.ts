import { expect, it } from '@jest/globals';
import * as tree from './test-tree.ts';

/** Declares a file, runs it and returns the ids that failed. */
async function failedTests(declare: () => void, isEnabled: (id: string) => boolean = () => true) {
  const block = await tree.collectTests('file', async () => declare());
  const failed: string[] = [];
  await tree.runBlock(block, {
    isEnabled: ({ id }) => isEnabled(id),
    onStart: () => {},
    onEnd: ({ test, error }) => {
      if (error !== undefined) failed.push(test.id);
      return true;
    },
  });
  return failed;
}

it('runs hooks around each test, the outer ones first and last', async () => {
  const calls: string[] = [];
  await failedTests(() => {
    tree.beforeAll(() => calls.push('beforeAll'));
    tree.beforeEach(() => calls.push('beforeEach'));
    tree.afterEach(() => calls.push('afterEach'));
    tree.afterAll(() => calls.push('afterAll'));
    tree.describe('block', () => {
      tree.beforeEach(() => calls.push('inner beforeEach'));
      tree.afterEach(() => calls.push('inner afterEach'));
      tree.it('test', () => calls.push('test'));
    });
  });
  expect(calls).toEqual([
    'beforeAll',
    'beforeEach',
    'inner beforeEach',
    'test',
    'inner afterEach',
    'afterEach',
    'afterAll',
  ]);
});

it('reports tests that throw, reject, or whose hooks throw', async () => {
  const fail = () => {
    throw new Error('failed');
  };
  const failed = await failedTests(() => {
    tree.it('passes', () => {});
    tree.it('throws', fail);
    tree.it('rejects', async () => fail());
    tree.describe('with a failing hook', () => {
      tree.beforeAll(fail);
      tree.it('does not run', () => {});
    });
    tree.describe('with a failing clean-up', () => {
      tree.afterEach(fail);
      tree.it('runs', () => {});
    });
  });
  expect(failed).toEqual([
    'file throws #0',
    'file rejects #0',
    'file with a failing hook does not run #0',
    'file with a failing clean-up runs #0',
  ]);
});

it('skips blocks without an enabled test, and their hooks', async () => {
  const calls: string[] = [];
  await failedTests(
    () => {
      tree.describe('one', () => {
        tree.beforeAll(() => calls.push('hook of one'));
        tree.it('test', () => calls.push('one'));
      });
      tree.it('other', () => calls.push('other'));
    },
    (id) => id === 'file other #0',
  );
  expect(calls).toEqual(['other']);
});

it('stops when asked to, after the hooks that clean up', async () => {
  const calls: string[] = [];
  const block = await tree.collectTests('file', async () => {
    tree.afterAll(() => calls.push('afterAll'));
    tree.it('first', () => calls.push('first'));
    tree.it('second', () => calls.push('second'));
  });
  await tree.runBlock(block, { isEnabled: () => true, onStart: () => {}, onEnd: () => false });
  expect(calls).toEqual(['first', 'afterAll']);
});

it('gives tests of the same name different ids', async () => {
  const ids: string[] = [];
  const block = await tree.collectTests('file', async () => {
    tree.it('same', () => {});
    tree.it('same', () => {});
  });
  await tree.runBlock(block, {
    isEnabled: () => true,
    onStart: ({ id }) => ids.push(id),
    onEnd: () => true,
  });
  expect(new Set(ids).size).toBe(2);
});
