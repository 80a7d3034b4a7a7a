import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { superviseProcess } from './supervised-process.ts';

const isAlive = (processId: number) => {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
};

const isGone = (processId: number) => waitUntil(() => !isAlive(processId));

describe('superviseProcess', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'supervised-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const sleeperArguments = () => [
    '-c',
    `echo $$ > '${folder}/new' && mv '${folder}/new' '${folder}/id'; exec sleep 60`,
  ];
  async function sleeperId() {
    await waitUntil(() => existsSync(join(folder, 'id')));
    return Number(readFileSync(join(folder, 'id'), 'utf8'));
  }

  it('ends the process when its parent is killed with SIGKILL', async () => {
    const module = fileURLToPath(new URL('supervised-process.ts', import.meta.url));
    const program = `import { waitUntil } from '#libs/testing';
import { superviseProcess } from ${JSON.stringify(module)};
      superviseProcess('/bin/sh', ${JSON.stringify(sleeperArguments())});
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' });
    const processId = await sleeperId();
    expect(isAlive(processId)).toBe(true);

    parent.kill('SIGKILL');

    expect(await isGone(processId)).toBe(true);
  });

  it('isolates the process from terminal signals', async () => {
    const child = superviseProcess('/bin/sh', sleeperArguments());
    const processId = await sleeperId();
    const list = spawn('ps', ['-o', 'pgid=', '-p', `${processId},${process.pid}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const groups = String((await once(list.stdout, 'data'))[0])
      .trim()
      .split(/\s+/);
    expect(new Set(groups).size).toBe(2);
    await child.stop();
  });

  it('ends the process on stop', async () => {
    const child = superviseProcess('/bin/sh', sleeperArguments());
    const processId = await sleeperId();

    await child.stop();

    expect(await isGone(processId)).toBe(true);
  });

  it('returns the standard error output when the process exits', async () => {
    const child = superviseProcess('/bin/sh', ['-c', 'echo "the disk is full" >&2; exit 1']);
    expect(await child.ended).toContain('the disk is full');
  });
});
