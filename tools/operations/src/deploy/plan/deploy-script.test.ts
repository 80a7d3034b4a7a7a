import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';
import {
  markDeployment,
  PLAN_FOLDER,
  takeSkipped,
  writePlan,
} from '../../../../workspace/src/deployments/plan-folder.ts';

const script = join(workspaceRoot, 'tools/operations/deploy.sh');
const message = `orders is already in dev: "a" $HOME \\ 'b'. Skipped.`;

describe('deploy.sh', () => {
  let root = '';
  let plan = '';
  beforeEach(() => {
    root = temporaryFolder('deploy-script-');
    plan = join(root, 'plan');
    mkdirSync(join(root, 'services/orders/.serverless'), { recursive: true });
    mkdirSync(join(root, 'bin'));
    // Takes the place of Node.js, and prints its arguments.
    writeFileSync(join(root, 'bin/node'), '#!/bin/sh\necho node "$@"\nexit 3\n');
    chmodSync(join(root, 'bin/node'), 0o755);
    planToSkip();
    packageAs('f1');
  });
  const planToSkip = () => writePlan(plan, new Map([['orders', { fingerprint: 'f1', message }]]));
  const packageAs = (fingerprint: string) =>
    writeFileSync(join(root, 'services/orders/.serverless/fingerprint'), `${fingerprint}\n`);
  const deploy = (
    options: readonly string[] = [],
    environment: NodeJS.ProcessEnv = { [PLAN_FOLDER]: plan },
  ) => {
    const { stdout, status } = spawnSync(
      '/bin/sh',
      [script, 'services/orders', 'identity stock', ...options],
      {
        cwd: root,
        encoding: 'utf8',
        env: { PATH: join(root, 'bin'), ...environment },
      },
    );
    return { printed: stdout.trim(), status, skipped: takeSkipped(plan) };
  };
  const skips = { printed: '', status: 0, skipped: [message] };
  const asksNode = (...options: readonly string[]) => ({
    printed: ['node tools/operations/src/commands/deploy.ts services/orders', ...options].join(' '),
    status: 3,
    skipped: [],
  });

  it('records that it skipped the service if the stage has the package', () => {
    for (const options of [[], ['--stage=dev', '--wait=0'], ['--stage', 'dev', '--allow-data-loss', 'a,b']]) {
      planToSkip();
      expect(deploy(options)).toEqual(skips);
    }
  });

  it('runs the command, with its options and exit code, for another package', () => {
    packageAs('f2');
    expect(deploy(['--stage=dev'])).toEqual(asksNode('--stage=dev'));
  });

  it('runs the command with --force, --help and options that it does not know', () => {
    for (const option of ['--force', '--force=true', '--help', '--unknown=1', 'other', '--wait']) {
      planToSkip();
      expect(deploy([option])).toEqual(asksNode(option));
    }
  });

  it('runs the command after a deployment of an upstream service in the same run', () => {
    markDeployment('notifications', { [PLAN_FOLDER]: plan });
    expect(deploy()).toEqual(skips);
    planToSkip();
    markDeployment('stock', { [PLAN_FOLDER]: plan });
    expect(deploy()).toEqual(asksNode());
  });

  it('runs the command without a plan, without an entry in it, and without a fingerprint', () => {
    expect(deploy([], {})).toEqual(asksNode());
    expect(deploy([], { [PLAN_FOLDER]: join(root, 'nowhere') })).toEqual(asksNode());
    writeFileSync(join(root, 'services/orders/.serverless/fingerprint'), '');
    expect(deploy()).toEqual(asksNode());
  });
});
