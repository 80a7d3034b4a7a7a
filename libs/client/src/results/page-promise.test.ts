import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ApiResponse } from './api-promise.ts';
import { collect } from '../testing/collect.ts';
import { PagePromise, type Page } from './page-promise.ts';

/** A list in pages of the given sizes; the cursor is the index of the page. */
function pagedList(sizes: readonly number[]) {
  let next = 0;
  const pages = sizes.map((size) => Array.from({ length: size }, () => next++));
  const requested: number[] = [];
  const getPage = async (index: number): Promise<Page<number>> => {
    requested.push(index);
    const items = pages[index] ?? [];
    return index + 1 < pages.length ? { items, nextCursor: String(index + 1) } : { items };
  };
  const first = getPage(0).then((data) => ({ data }) as ApiResponse<Page<number>>);
  return { list: new PagePromise(first, (cursor) => getPage(Number(cursor))), requested, total: next };
}

describe('PagePromise', () => {
  it('visits each item once and in order for any sizes of the pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 8 }), async (sizes) => {
        const { list, requested, total } = pagedList(sizes);
        expect(await collect(list)).toEqual(Array.from({ length: total }, (_, index) => index));
        expect(requested).toEqual(sizes.map((_, index) => index));
      }),
    );
  });

  it('requests no page after the loop is left', async () => {
    const { list, requested } = pagedList([2, 2, 2]);
    for await (const item of list) if (item === 2) break;
    expect(requested).toEqual([0, 1]);
  });

  it('is a promise of the first page, and iterates over pages', async () => {
    const { list } = pagedList([1, 2]);
    expect(await list).toEqual({ items: [0], nextCursor: '1' });
    expect((await collect(list.pages())).map(({ items }) => items.length)).toEqual([1, 2]);
  });
});
