import { spawnSync } from 'node:child_process';
import { CommandError, usageError } from './command-error.ts';

/** At most 16 characters: the 64 of a function name also include the service and the function. */
const STAGE = /^[a-z][a-z0-9-]{0,15}$/;

interface StageSources {
  readonly env?: NodeJS.ProcessEnv;
  readonly gitUserName?: () => string;
}

/**
 * @param option  the value of `--stage`; without it, TRADEWIND_STAGE or the developer's name in git
 * @returns the stage to work on
 * @throws CommandError when the name cannot be part of AWS resource names
 */
export function parseStage(
  option: string | undefined,
  { env = process.env, gitUserName = readGitUserName }: StageSources = {},
): string {
  const stage =
    option ?? env['TRADEWIND_STAGE'] ?? slug(gitUserName() || env['USER'] || env['LOGNAME'] || '');
  if (STAGE.test(stage) && !stage.endsWith('-')) return stage;
  if (option === undefined && !env['TRADEWIND_STAGE'])
    throw usageError('No stage given. Pass --stage NAME, set TRADEWIND_STAGE, or set git config user.name.');
  throw usageError(
    `Invalid stage "${stage}". Use up to 16 lowercase characters (a-z), digits and hyphens, starting with a-z, such as "dev" or "pr-7".`,
  );
}

/**
 * Prevents a deployment of the stage `local`: its packages contain sandbox settings and binaries for this machine.
 *
 * @throws CommandError for the stage `local`, unless AWS_ENDPOINT_URL names an emulator
 */
export function refuseLocal(stage: string, env: NodeJS.ProcessEnv = process.env): void {
  if (stage !== 'local' || env['AWS_ENDPOINT_URL']) return;
  throw new CommandError(
    'The stage "local" runs on this machine with "npm start" and is not deployed to AWS. Pass another --stage.',
  );
}

const readGitUserName = (): string =>
  spawnSync('git', ['config', 'user.name'], { encoding: 'utf8' }).stdout?.trim() ?? '';

/** "Zoë O’Neil" becomes `zoe-o-neil`. */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 16)
    .replace(/-+$/, '');

/** @throws CommandError when the name does not have the form of an AWS region */
export function parseRegion(option: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  const region = option ?? env['AWS_REGION'] ?? 'us-east-1';
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) return region;
  throw usageError(`Invalid AWS region "${region}". Use one such as "us-east-1".`);
}
