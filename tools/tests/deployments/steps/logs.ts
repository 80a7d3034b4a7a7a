import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '../report/verify.ts';
import type { DeploymentTest } from './deployment-test.ts';

const TRIES = 10;

/** Calls the API under its own correlation id and finds only that id in the logs of the function. */
export async function showLogs({ nx, apiProxy }: DeploymentTest): Promise<string> {
  const correlationId = randomUUID();
  for (const id of [correlationId, 'another-request'])
    await fetch(`${apiProxy.url}/inventory/stock/prd_${'9'.repeat(36)}`, {
      headers: { 'X-Correlation-Id': id },
    });
  const options = ['--function=get-stock', '--since=5m', `--correlation-id=${correlationId}`, '--json'];
  for (let attempt = 1; ; attempt += 1) {
    const { exitCode, output } = await nx('run', 'inventory:logs', ...options);
    verify(exitCode === 0, 'the logs of a deployed service can be read', output);
    const wanted = `"correlationId":"${correlationId}"`;
    const line = output.split('\n').find((each) => each.includes(wanted)) ?? '';
    if (line === '' && attempt < TRIES) {
      await sleep(1000);
      continue;
    }
    verify(line !== '', 'a request is found in the logs by its correlation id', output);
    verify(!output.includes('another-request'), 'what the filter leaves out is not shown', output);
    return line.slice(0, 100);
  }
}
