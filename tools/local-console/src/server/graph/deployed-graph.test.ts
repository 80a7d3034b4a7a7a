import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packagedTemplate } from '../../../../workspace/src/templates/load-stack.ts';
import { deployedGraph } from './deployed-graph.ts';

describe('deployedGraph', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'graph-')), 'orders');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  async function pack(...tables: string[]) {
    const file = packagedTemplate(folder);
    await mkdir(join(file, '..'), { recursive: true });
    const Resources = Object.fromEntries(tables.map((name) => [name, { Type: 'AWS::DynamoDB::Table' }]));
    await writeFile(file, JSON.stringify({ Resources }));
    await utimes(file, tables.length, tables.length);
  }

  it('names what is deployed, and follows a service that is packaged again', async () => {
    const read = deployedGraph({
      serviceFolders: [folder],
      deployed: () => new Map([['orders/Orders', { ref: 'orders-table-1' }]]),
    });

    await pack('Orders');
    expect((await read()).nodes).toEqual([
      { id: 'orders/Orders', service: 'orders', kind: 'table', name: 'Orders', ref: 'orders-table-1' },
    ]);
    await pack('Orders', 'Idempotency');
    expect((await read()).nodes.map(({ name }) => name)).toEqual(['Orders', 'Idempotency']);
  });
});
