import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Row, type RowOptions, toRows } from './rows.ts';
import { buildTree, walk } from './span-tree.ts';
import { anyLines, anySpans, line, span } from './spans.fixture.ts';

const options = (more: Partial<RowOptions> = {}): RowOptions => ({
  arrangement: 'story',
  collapsed: new Set(),
  expanded: new Set(),
  showsLines: true,
  ...more,
});

const purchase = buildTree([
  span('request', { kind: 'request' }),
  span('complete', { kind: 'invocation', parentId: 'request', startedAt: 1, requestId: 'r-1' }),
  span('put', { parentId: 'complete', startedAt: 2 }),
  span('stream', { kind: 'delivery', parentId: 'put', startedAt: 10 }),
  span('publish', { kind: 'invocation', parentId: 'stream', startedAt: 11 }),
  span('start', { parentId: 'publish', startedAt: 12 }),
  span('saga', { kind: 'execution', parentId: 'start', startedAt: 20 }),
  span('Reserve', { kind: 'state', parentId: 'saga', startedAt: 21 }),
  span('await', { kind: 'message', parentId: 'Reserve', startedAt: 22 }),
]);

const outline = (rows: readonly Row[]) => rows.map(({ id, depth }) => `${'  '.repeat(depth)}${id}`);

describe('toRows', () => {
  it('lists a purchase chapter by chapter', () => {
    expect(outline(toRows(purchase, [], options()))).toEqual([
      'request',
      '  complete',
      '    put',
      'stream',
      '  publish',
      '    start',
      'saga',
      '  Reserve',
      '    await',
    ]);
  });

  it('says which call caused a chapter', () => {
    const causes = toRows(purchase, [], options()).flatMap((row) =>
      row.type === 'span' && row.cause !== undefined ? [`${row.id} ← ${row.cause.id}`] : [],
    );
    expect(causes).toEqual(['stream ← put', 'saga ← start']);
  });

  it('puts each log line into its invocation, at its time', () => {
    const lines = [
      line(1, { at: 1.5, requestId: 'r-1' }),
      line(2, { at: 3, requestId: 'r-1' }),
      line(3, { requestId: 'unknown' }),
    ];
    const outlined = outline(toRows(purchase, lines, options()));
    expect(outlined.slice(0, 5)).toEqual(['request', '  complete', '    line-1', '    put', '    line-2']);
    expect(outlined.at(-1)).toBe('line-3');
  });

  it('counts what a collapsed row hides', () => {
    const rows = toRows(purchase, [], options({ arrangement: 'tree', collapsed: new Set(['complete']) }));
    expect(rows.at(-1)).toMatchObject({ id: 'complete', isCollapsed: true, hiddenCount: 7 });
  });

  it('groups the calls of a function that polls, until the group is expanded', () => {
    const polling = buildTree([
      span('wait', { kind: 'invocation', durationMillis: 90 }),
      ...[1, 2, 3, 4, 5].map((at) =>
        span(`get-${at}`, { parentId: 'wait', name: 'dynamodb:GetItem', startedAt: at * 10 }),
      ),
      span('put', { parentId: 'wait', startedAt: 80 }),
    ]);
    expect(outline(toRows(polling, [], options()))).toEqual(['wait', '  group-get-1', '  put']);
    const expanded = toRows(polling, [], options({ expanded: new Set(['group-get-1']) }));
    expect(outline(expanded).slice(1, 4)).toEqual(['  group-get-1', '    get-1', '    get-2']);
  });

  it('leaves decisions out of the story, and starts a chapter where a function reads a stream', () => {
    const roots = buildTree([
      span('Reserve', { kind: 'state', durationMillis: 30 }),
      span('put', { parentId: 'Reserve', startedAt: 1 }),
      span('IsReserved', {
        kind: 'state',
        parentId: 'Reserve',
        startedAt: 9,
        attributes: { type: 'Choice' },
      }),
      span('publish', { kind: 'invocation', parentId: 'put', startedAt: 12, durationMillis: 50 }),
    ]);
    expect(outline(toRows(roots, [], options()))).toEqual(['Reserve', '  put', 'publish']);
    expect(outline(toRows(roots, [], options({ arrangement: 'tree' })))).toContain('  IsReserved');
  });

  it('shows or counts every span and line exactly once', () => {
    fc.assert(
      fc.property(
        anySpans,
        anyLines,
        fc.array(fc.integer({ min: 0, max: 20 }).map(String)),
        fc.constantFrom<RowOptions['arrangement']>('story', 'tree'),
        (spans, lines, collapsed, arrangement) => {
          const roots = buildTree(spans);
          const rows = toRows(roots, lines, options({ arrangement, collapsed: new Set(collapsed) }));
          const hidden = rows.reduce((sum, row) => {
            if (row.type === 'group') return sum + (row.isCollapsed ? row.spans.length : 0) - 1;
            return sum + (row.type === 'span' ? row.hiddenCount : 0);
          }, 0);
          expect(rows.length + hidden).toBe([...walk(roots)].length + lines.length);
          expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        },
      ),
    );
  });
});
