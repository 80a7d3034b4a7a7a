import { describe, expect, it } from '@jest/globals';
import { runMeasured } from './measured-child.ts';

const busy = (milliseconds: number) =>
  `const end = process.cpuUsage().user + ${milliseconds * 1000}; while (process.cpuUsage().user < end);`;

describe('a measured child process', () => {
  it('returns what it printed and its exit code', async () => {
    const script = `console.log('out'); console.error('err'); process.exitCode = 3`;
    const child = await runMeasured([process.execPath, '-e', script]);
    expect(child).toMatchObject({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('reports at least the CPU time that it used', async () =>
    expect((await runMeasured([process.execPath, '-e', busy(100)])).cpuMillis).toBeGreaterThanOrEqual(100));

  it('adds the CPU time of its own children', async () => {
    const script = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(busy(100))}])`;
    expect((await runMeasured([process.execPath, '-e', script])).cpuMillis).toBeGreaterThanOrEqual(100);
  });

  it('hands arguments over as they are', async () => {
    const hostile = `a b'c"d $HOME`;
    const script = 'process.stdout.write(process.argv[1])';
    expect((await runMeasured([process.execPath, '-e', script, hostile])).stdout).toBe(hostile);
  });
});
