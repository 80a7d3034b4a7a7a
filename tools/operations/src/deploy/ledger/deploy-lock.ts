import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { ledgerPath } from './ledger.ts';
import { tryLock, unlock, type Holder, type Place } from './lock-chain.ts';
import { withStopSignal } from './stoppable.ts';

interface Dependencies {
  readonly parameters: ParameterStore;
  readonly now: () => Date;
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly print: (line: string) => void;
  readonly owner?: string;
}

interface LockLimits {
  /** How long to wait for another that holds it. */
  readonly waitSeconds: number;
  /** How long the work under the lock may take. */
  readonly limitSeconds: number;
}

const POLL_SECONDS = 5;
/** Time for a stopped holder to end its work, write the ledger and release the lock, with requests that AWS throttles. */
const MARGIN_SECONDS = 10 * 60;

/**
 * Runs `work` while no other process deploys or removes the service in that stage: the process that creates the parameter
 * `…/deploys/{service}/lock` holds the lock. One that outlived its time is left behind (lock-chain.ts).
 *
 * `work` is handed a signal, and has to end when that is aborted: after `limitSeconds`, by Ctrl-C, or by SIGTERM. The
 * lock is let go then like after any other failure.
 *
 * @throws CommandError when another still holds it after `waitSeconds`, or when `work` was stopped
 */
export async function whileLocked<T>(
  { stage, service }: { readonly stage: string; readonly service: string },
  { waitSeconds, limitSeconds }: LockLimits,
  deps: Dependencies,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { now, pause, print } = deps;
  const root = `${ledgerPath(stage)}/${service}/lock`;
  const waitDeadline = now().getTime() + waitSeconds * 1000;
  return withStopSignal(service, async ({ signal, stopAfter }) => {
    for (let published = false; ; published = true) {
      const attempt = await tryLock(root, holder(deps, limitSeconds + MARGIN_SECONDS), deps);
      if (attempt.isHeld) {
        stopAfter(limitSeconds);
        return holding(attempt.places, deps, () => work(signal));
      }
      const { name, other = unknownHolder } = attempt;
      if (now().getTime() >= waitDeadline) throw new CommandError(refusal(service, stage, name, other));
      if (!published)
        print(`${service}: ${other.owner} is at work on it in ${stage} since ${other.since}; waiting.`);
      await pause(POLL_SECONDS * 1000, signal);
    }
  });
}

/** It was let go between two requests: the next try may well get it. */
const unknownHolder: Holder = { token: '', owner: 'another process', since: 'a moment', expiresAt: '' };

async function holding<T>(
  places: readonly Place[],
  { parameters, print }: Dependencies,
  work: () => Promise<T>,
) {
  if (places.length > 1) print('The previous holder of the lock was killed; the lock has expired.');
  try {
    return await work();
  } finally {
    await unlock(places, parameters);
  }
}

const holder = ({ now, owner = lockOwner() }: Dependencies, holdSeconds: number): Holder => ({
  token: randomUUID(),
  owner,
  since: now().toISOString(),
  expiresAt: new Date(now().getTime() + holdSeconds * 1000).toISOString(),
});

/** @returns who deploys, for others to ask: the run of a workflow, or a person at a machine */
export function lockOwner(env: NodeJS.ProcessEnv = process.env): string {
  const { GITHUB_ACTOR: actor, GITHUB_RUN_ID: run } = env;
  return actor && run ? `${actor} (run ${run})` : `${userInfo().username}@${hostname()}`;
}

const refusal = (service: string, stage: string, name: string, { owner, since, expiresAt }: Holder): string =>
  `${service} is being deployed to or removed from ${stage} by ${owner} since ${since}. Try again when that is done; ` +
  `if it was killed, the lock ends by itself at ${expiresAt}, or now with: aws ssm delete-parameter --name ${name}`;
