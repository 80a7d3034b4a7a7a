import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../report/must.ts';
import { STAGE, stackNameOf } from '../stage/deployed-stage.ts';
import type { NxRun } from '../workspace/run-nx.ts';
import { copyWorkspace } from '../workspace/workspace-copy.ts';
import type { Proof } from './proof.ts';

const ENTRY = `/tradewind/${STAGE}/deploys/inventory`;
const LOCK = `${ENTRY}/lock`;
const START_SECONDS = 120;
// Milliseconds between two looks of osls at the stack: a deploy takes about as long as on AWS, not a few seconds.
const slowly = { SLS_AWS_MONITORING_FREQUENCY: '20000' };

/**
 * While one deploy of inventory is at work, a second that may not wait stops, and a third waits and has nothing to do.
 * They come from another checkout, as from another machine.
 */
export async function deployTwiceAtOnce({ workspace, nx, nxIn, stage }: Proof): Promise<string> {
  const packaged = await nx('run', 'inventory:package');
  must(packaged.exitCode === 0, 'inventory is packaged', packaged.output);
  const elsewhere = copyWorkspace(workspace.root);
  try {
    for (const made of ['dist', '.serverless'])
      cpSync(
        join(workspace.root, 'services/inventory', made),
        join(elsewhere.root, 'services/inventory', made),
        { recursive: true },
      );
    const deploy = ['run', 'inventory:deploy', '--excludeTaskDependencies'];
    return await prove(stage, {
      first: () => nxIn(STAGE, { env: slowly })(...deploy, '--force'),
      second: () => nxIn(STAGE, elsewhere)(...deploy, '--wait=0'),
      third: () => nxIn(STAGE, elsewhere)(...deploy),
    });
  } finally {
    elsewhere.remove();
  }
}

async function prove(
  stage: Proof['stage'],
  deploys: Readonly<Record<'first' | 'second' | 'third', () => Promise<NxRun>>>,
): Promise<string> {
  const before = await stage.stacks();
  const first = deploys.first();
  await isAtWork(stage, first);
  const [second, third] = await Promise.all([deploys.second(), deploys.third()]);
  const { exitCode, output } = await first;
  must(exitCode === 0, 'the first deploy succeeds', output);
  must(second.exitCode !== 0, 'a second deploy that may not wait stops', second.output);
  must(
    /inventory is being deployed to or removed from \w+ by \S+ since/.test(second.output),
    'it says who is at work, and since when',
    second.output,
  );
  must(third.exitCode === 0, 'one that waits goes on behind the first', third.output);
  must(/is at work on it in \w+ since .* waiting/.test(third.output), 'it says that it waits', third.output);
  must(
    /inventory is in \w+ already/.test(third.output),
    'and that there is nothing left to do',
    third.output,
  );
  const after = await stage.stacks();
  const [was, is] = [before, after].map((each) => each.get(stackNameOf('inventory'))!.updates);
  must(is === was! + 1, 'CloudFormation was asked once', [was, is]);
  must((await stage.parameter(LOCK)) === undefined, 'no lock is left');
  return 'of three at once one deployed, one stopped and named it, one waited and was skipped';
}

/** Until the ledger says that a deploy has begun: from then on nobody takes the version that is there for the last word. */
async function isAtWork(stage: Proof['stage'], deploy: Promise<NxRun>): Promise<void> {
  let ended: NxRun | undefined;
  void deploy.then((run) => (ended = run));
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await sleep(50)) {
    if ((await stage.parameter(ENTRY))?.includes('"unfinished"')) return;
    must(ended === undefined, 'a forced deploy is written into the ledger when it begins', ended?.output);
  }
  must(false, `a forced deploy begins within ${START_SECONDS} s`);
}
