import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '../report/verify.ts';
import { STAGE, toStackName } from '../stage/deployed-stage.ts';
import type { NxRun } from '../workspace/run-nx.ts';
import { copyWorkspace } from '../workspace/workspace-copy.ts';
import type { DeploymentTest } from './deployment-test.ts';

const ENTRY = `/tradewind/${STAGE}/deploys/inventory`;
const LOCK = `${ENTRY}/lock`;
const START_SECONDS = 120;
// Polling interval of osls in milliseconds: the deployment takes about as long as on AWS, not a few seconds.
const slowly = { SLS_AWS_MONITORING_FREQUENCY: '20000' };

/**
 * While one deployment of inventory runs, a second with --wait=0 stops, and a third waits and is skipped. Both run in
 * another checkout, as on another machine.
 */
export async function deployTwiceAtOnce({ workspace, nx, nxIn, stage }: DeploymentTest): Promise<string> {
  const packaged = await nx('run', 'inventory:package');
  verify(packaged.exitCode === 0, 'inventory is packaged', packaged.output);
  const elsewhere = copyWorkspace(workspace.root);
  try {
    for (const made of ['dist', '.serverless'])
      cpSync(
        join(workspace.root, 'services/inventory', made),
        join(elsewhere.root, 'services/inventory', made),
        { recursive: true },
      );
    const deploy = ['run', 'inventory:deploy', '--excludeTaskDependencies'];
    return await runConcurrently(stage, {
      first: () => nxIn(STAGE, { env: slowly })(...deploy, '--force'),
      second: () => nxIn(STAGE, elsewhere)(...deploy, '--wait=0'),
      third: () => nxIn(STAGE, elsewhere)(...deploy),
    });
  } finally {
    elsewhere.remove();
  }
}

async function runConcurrently(
  stage: DeploymentTest['stage'],
  deploys: Readonly<Record<'first' | 'second' | 'third', () => Promise<NxRun>>>,
): Promise<string> {
  const before = await stage.stacks();
  const first = deploys.first();
  await waitUntilStarted(stage, first);
  const [second, third] = await Promise.all([deploys.second(), deploys.third()]);
  const { exitCode, output } = await first;
  verify(exitCode === 0, 'the first deploy succeeds', output);
  verify(second.exitCode !== 0, 'a second deploy that may not wait stops', second.output);
  verify(
    /inventory is being deployed to or removed from \w+ by \S+ since/.test(second.output),
    'it says who is at work, and since when',
    second.output,
  );
  verify(third.exitCode === 0, 'one that waits goes on behind the first', third.output);
  verify(
    /is at work on it in \w+ since .* waiting/.test(third.output),
    'it says that it waits',
    third.output,
  );
  verify(
    /inventory is already in \w+/.test(third.output),
    'and that there is nothing left to do',
    third.output,
  );
  const after = await stage.stacks();
  const [was, is] = [before, after].map((each) => each.get(toStackName('inventory'))!.updates);
  verify(is === was! + 1, 'CloudFormation was asked once', [was, is]);
  verify((await stage.parameter(LOCK)) === undefined, 'no lock is left');
  return 'of three at once one deployed, one stopped and named it, one waited and was skipped';
}

/** Waits until the ledger has an unfinished deployment. */
async function waitUntilStarted(stage: DeploymentTest['stage'], deploy: Promise<NxRun>): Promise<void> {
  let ended: NxRun | undefined;
  void deploy.then((run) => (ended = run));
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await sleep(50)) {
    if ((await stage.parameter(ENTRY))?.includes('"unfinished"')) return;
    verify(ended === undefined, 'a forced deploy is written into the ledger when it begins', ended?.output);
  }
  verify(false, `a forced deploy begins within ${START_SECONDS} s`);
}
