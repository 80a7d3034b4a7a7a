import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { colorsFor } from '../../../../workspace/src/cli/colors.ts';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';
import { PackagingFailed } from '../packaging/run-nx.ts';
import { createTerminal } from '../terminal/terminal.ts';
import { startDisplay } from './start-display.ts';

function workspaceWith(...services: readonly string[]): string {
  const folder = temporaryFolder('display-');
  for (const service of services) {
    mkdirSync(join(folder, 'services', service), { recursive: true });
    writeFileSync(join(folder, 'services', service, 'serverless.yml'), '');
  }
  return folder;
}

async function begin({ isTTY }: { isTTY: boolean }) {
  let written = '';
  const write = (text: string) => {
    written += text;
    return true;
  };
  const stream = { isTTY, columns: 80, rows: 30, write } as unknown as NodeJS.WriteStream;
  const terminal = createTerminal({ write, isVerbose: false, colors: colorsFor({ isTTY: false }, {}) });
  const output = { stream, environment: {} };
  const display = await startDisplay(workspaceWith('catalog', 'orders'), terminal, output);
  return { display, text: () => stripVTControlCharacters(written) };
}

const started = {
  apiUrl: 'http://localhost:3000',
  endpointUrl: 'http://127.0.0.1:4566',
  consoleUrl: undefined,
  users: [],
};

describe('the display of npm start', () => {
  it('prints lines without a terminal, the warnings together, and at last that it is ready', async () => {
    const { display, text } = await begin({ isTTY: false });
    display.terminal.warn('KmsMasterKeyId is not honored');
    display.terminal.info('6 discounts');
    display.rows.end('catalog', 'unchanged');
    display.rows.complete('catalog');
    await display.ready(started);
    display.terminal.warn('an alarm');
    expect(text()).toBe(
      [
        '6 discounts',
        'catalog: unchanged',
        'API http://localhost:3000',
        'AWS endpoint http://127.0.0.1:4566',
        'AWS credentials access key test, secret key test, region us-east-1',
        '1 warning:',
        '  KmsMasterKeyId is not honored',
        'ready http://localhost:3000',
        'an alarm',
        '',
      ].join('\n'),
    );
  });

  it('holds all lines on a terminal until the rows are complete', async () => {
    const { display, text } = await begin({ isTTY: true });
    display.terminal.info('6 discounts');
    display.rows.end('catalog', 'unchanged');
    display.rows.complete('catalog');
    await waitUntil(() => text().includes('✔ catalog'));
    expect(text()).not.toContain('discounts');
    await display.ready(started);
    expect(text()).toMatch(
      /✔ catalog +unchanged[^]*6 discounts[^]*Try next[^]*\nready http:\/\/localhost:3000\n$/,
    );
  });

  it('ends with the failed service when packaging fails, and without the rows that never began', async () => {
    const { display, text } = await begin({ isTTY: true });
    display.rows.begin('catalog', 'building');
    const failure = { projects: ['catalog'], text: 'catalog:\n  no such handler' };
    await display.failed(new PackagingFailed('Packaging', failure));
    const last = text().slice(text().lastIndexOf('✖'));
    expect(last).toMatch(/^✖ catalog +building/);
    expect(last).not.toContain('orders');
  });
});
