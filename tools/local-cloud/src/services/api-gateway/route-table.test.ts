import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRouteTable, segmentsOf } from './route-table.ts';

const tableOf = (...paths: string[]) => {
  const table = createRouteTable<string>();
  for (const path of paths) table.add(path, 'GET', path);
  return table;
};
const find = (table: ReturnType<typeof tableOf>, path: string) => table.find(segmentsOf(path));

describe('a route table', () => {
  it('prefers a fixed segment to a variable and a variable to a greedy one', () => {
    const table = tableOf('/items/special', '/items/{id}', '/{all+}');
    expect(find(table, '/items/special')?.resourcePath).toBe('/items/special');
    expect(find(table, '/items/7')).toMatchObject({ resourcePath: '/items/{id}', variables: { id: '7' } });
    expect(find(table, '/items/7/more')).toMatchObject({
      resourcePath: '/{all+}',
      variables: { all: 'items/7/more' },
    });
  });

  it('falls back to a variable if the fixed segment does not match the whole path', () => {
    const table = tableOf('/items/special/parts', '/items/{id}');
    expect(find(table, '/items/special')?.resourcePath).toBe('/items/{id}');
  });

  it('does not match a path without a method', () => {
    const table = tableOf('/items/{id}/parts');
    expect(find(table, '/items')).toBeUndefined();
    expect(find(table, '/items/7')).toBeUndefined();
    expect(find(table, '/items/7/parts/8')).toBeUndefined();
  });

  it('returns each value in the path', () => {
    const segment = fc.string({ minLength: 1 }).filter((text) => !text.includes('/'));
    fc.assert(
      fc.property(segment, segment, (first, second) => {
        expect(find(tableOf('/a/{x}/b/{y}'), `/a/${first}/b/${second}`)?.variables).toEqual({
          x: first,
          y: second,
        });
      }),
    );
  });
});
