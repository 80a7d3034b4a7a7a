import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { waitUntil } from '#libs/testing';
import { formatDuration } from './format-duration.ts';
import { liveRows } from './live-rows.ts';
import { plainRows } from './plain-rows.ts';
import { isLive, withProgress } from './progress.ts';
import { colorsFor } from '../colors.ts';

/** A stream that claims to be a terminal and keeps what is written. */
function fakeStream({ isTTY = true, columns = 80 } = {}) {
  let written = '';
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns,
    rows: 30,
    write(text: string) {
      written += text;
      return true;
    },
  }) as unknown as NodeJS.WriteStream;
  return {
    stream,
    written: () => written,
    /** The text from the last line that begins with the title. */
    last: (title: string) =>
      stripVTControlCharacters(written)
        .split(/[\r\n]+/)
        .findLast((line) => line.includes(title))
        ?.trimEnd(),
  };
}

describe('plain rows', () => {
  it('print a line for each row that ends, with the time of each activity', () => {
    const lines: string[] = [];
    let time = 0;
    const rows = plainRows(['catalog', 'orders'], { print: (line) => lines.push(line), now: () => time });
    rows.begin('catalog', 'packaging');
    time = 4100;
    rows.end('catalog', 'packaged');
    rows.begin('catalog', 'deploying');
    time = 4400;
    rows.end('catalog', 'deployed');
    rows.complete('catalog');
    rows.end('orders', 'unchanged');
    rows.begin('orders', 'deploying');
    rows.fail('orders');
    expect(lines).toEqual([
      'catalog: packaged 4.1 s · deployed 300 ms',
      'orders: unchanged · deploying 0 ms (failed)',
    ]);
  });

  describe('of a command that takes long', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('print every 30 seconds what still runs', async () => {
      const lines: string[] = [];
      const rows = plainRows(['catalog', 'orders'], { print: (line) => lines.push(line) });
      rows.begin('catalog', 'packaging');
      rows.begin('orders', 'deploying');
      await jest.advanceTimersByTimeAsync(61_000);
      await rows.close();
      await jest.advanceTimersByTimeAsync(61_000);
      expect(lines).toEqual([
        'catalog: packaging 30 s; orders: deploying 30 s',
        'catalog: packaging 60 s; orders: deploying 60 s',
      ]);
    });
  });
});

describe('live rows', () => {
  it.each([80, 120])('are redrawn in place at %i columns, and keep their last state', async (columns) => {
    const { stream, written, last } = fakeStream({ columns });
    const rows = liveRows(['catalog', 'orders', 'seed data'], {
      stream,
      colors: colorsFor({ isTTY: true }, {}),
    });
    rows.begin('catalog', 'packaging');
    rows.end('orders', 'unchanged');
    rows.complete('orders');
    const redrawn = /^\S catalog {4}packaging \d+\.\d s$/;
    await waitUntil(() => redrawn.test(last('catalog') ?? ''));
    rows.end('catalog', 'packaged');
    rows.complete('catalog');
    await rows.close();
    expect(last('catalog')).toMatch(/^✔ catalog {4}packaged \d/);
    expect(last('orders')).toBe('✔ orders     unchanged');
    // A row that never began is gone at the end.
    expect(stripVTControlCharacters(written().slice(written().lastIndexOf('orders')))).not.toContain('seed');
    // The cursor is hidden while the rows are redrawn.
    expect(written().lastIndexOf('\u001B[?25h')).toBeGreaterThan(written().lastIndexOf('\u001B[?25l'));
  });

  it('mark a row that failed', async () => {
    const { stream, last } = fakeStream();
    const rows = liveRows(['catalog', 'orders'], { stream, colors: colorsFor({ isTTY: false }, {}) });
    rows.begin('catalog', 'packaging');
    rows.fail('catalog');
    await rows.close();
    expect(last('catalog')).toMatch(/^✖ catalog {2}packaging/);
  });
});

describe('withProgress', () => {
  const terminal = {};
  it.each([
    ['a terminal', { isTTY: true }, terminal, true],
    ['a pipe', { isTTY: false }, terminal, false],
    ['a terminal in CI', { isTTY: true }, { CI: 'true' }, false],
    ['a task of Nx', { isTTY: true }, { NX_TASK_TARGET_PROJECT: 'orders' }, false],
  ])('is live or plain on %s', (_, { isTTY }, environment, expected) => {
    expect(isLive({ stream: fakeStream({ isTTY }).stream, environment })).toBe(expected);
  });

  it('prints the title at once and the time at the end, and returns the result', async () => {
    const { stream, written } = fakeStream({ isTTY: false });
    const work = async (report: (text: string) => void) => {
      expect(written()).toBe('Redriving …\n');
      report('1 of 2');
      return 2;
    };
    expect(await withProgress('Redriving', work, { stream, environment: {} })).toBe(2);
    expect(written()).toMatch(/^Redriving …\nRedriving: done \d+ ms\n$/);
  });

  it('shows how far the work got when it fails, and throws its error', async () => {
    const { stream, written } = fakeStream({ isTTY: false });
    const work = async (report: (text: string) => void) => {
      report('1 of 2');
      throw new Error('no access');
    };
    await expect(withProgress('Redriving', work, { stream, environment: {} })).rejects.toThrow('no access');
    expect(written()).toMatch(/Redriving: 1 of 2, \d+ ms \(failed\)\n$/);
  });
});

describe('formatDuration', () => {
  it.each([
    [40, '40 ms'],
    [150, '150 ms'],
    [999.6, '1.0 s'],
    [4100, '4.1 s'],
    [9949, '9.9 s'],
    [75_000, '75 s'],
    [725_000, '12 min 5 s'],
  ])('writes %i ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it('is within five percent of the duration', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 10, max: 10_000 }), fc.integer({ min: 10_000, max: 10_000_000 })),
        (milliseconds) => {
          const units: Record<string, number> = { ms: 1, s: 1000, min: 60_000 };
          const parts = [...formatDuration(milliseconds).matchAll(/([\d.]+) (ms|s|min)/g)];
          const shown = parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit!]!, 0);
          expect(Math.abs(shown - milliseconds)).toBeLessThanOrEqual(milliseconds * 0.051);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
