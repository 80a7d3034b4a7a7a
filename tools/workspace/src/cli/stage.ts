import { spawnSync } from 'node:child_process';
import { CommandError } from './command-error.ts';

/** It becomes part of names: 64 letters of a function's name also hold the service's and the function's own. */
const STAGE = /^[a-z][a-z0-9-]{0,15}$/;

/**
 * The stage to work on: `--stage`, else the developer's own, by TRADEWIND_STAGE or the name in git.
 *
 * @throws CommandError when the name cannot be part of AWS names
 */
export function stageOf(
  option: string | undefined,
  { env = process.env, gitUserName = nameInGit }: StageSources = {},
): string {
  const stage =
    option ?? env['TRADEWIND_STAGE'] ?? slug(gitUserName() || env['USER'] || env['LOGNAME'] || '');
  if (STAGE.test(stage) && !stage.endsWith('-')) return stage;
  if (option === undefined && !env['TRADEWIND_STAGE'])
    throw new CommandError(
      'No name to call your stage by: pass --stage NAME, set TRADEWIND_STAGE, or set git config user.name.',
    );
  throw new CommandError(
    `"${stage}" cannot be a stage: write up to 16 small letters, digits and hyphens, a letter first, such as "dev" or "pr-7".`,
  );
}

/**
 * Keeps what `npm start` runs from being deployed: its packages hold sandbox settings and binaries of this machine.
 *
 * @throws CommandError for the stage `local`, unless an emulator stands for AWS
 */
export function refuseLocal(stage: string, env: NodeJS.ProcessEnv = process.env): void {
  if (stage !== 'local' || env['AWS_ENDPOINT_URL']) return;
  throw new CommandError(
    'The stage local is what "npm start" runs on this machine, and is not on AWS: pass --stage with another name.',
  );
}

interface StageSources {
  readonly env?: NodeJS.ProcessEnv;
  readonly gitUserName?: () => string;
}

const nameInGit = (): string =>
  spawnSync('git', ['config', 'user.name'], { encoding: 'utf8' }).stdout?.trim() ?? '';

/** "Ada Lovelace" is `ada-lovelace`; accents go, and whatever else a name in AWS cannot hold. */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 16)
    .replace(/-+$/, '');

/** @throws CommandError when it does not look like one */
export function regionOf(option: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  const region = option ?? env['AWS_REGION'] ?? 'us-east-1';
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return region;
  throw new CommandError(`"${region}" is no AWS region: write one such as "us-east-1".`);
}
