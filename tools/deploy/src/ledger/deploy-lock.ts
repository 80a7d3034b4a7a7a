import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { ParameterStore } from '../aws/parameter-store.ts';
import { DeployError } from '../command/deploy-error.ts';
import { ledgerPath } from './ledger.ts';

interface Holder {
  readonly token: string;
  /** Who to ask: `kim@laptop`, or the run of a workflow. */
  readonly owner: string;
  readonly since: string;
  /** Whoever holds it has stopped by then, for its own time limit is shorter. */
  readonly until: string;
}

interface Needs {
  readonly parameters: ParameterStore;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly print: (line: string) => void;
  readonly owner?: string;
}

interface Limits {
  /** How long to wait for another that holds it. */
  readonly waitSeconds: number;
  /** How long the work under the lock may take. */
  readonly holdSeconds: number;
}

const POLL_SECONDS = 5;
/** Two that take the same stale lock over have both read it before either wrote; a request takes less than this. */
const SETTLE_SECONDS = 2;

/**
 * Runs `work` while nobody else deploys or removes the service in that stage: who creates the parameter
 * `…/deploys/{service}/lock` holds the lock. One that outlived its time is taken over.
 *
 * @throws DeployError when another still holds it after `waitSeconds`
 */
export async function whileLocked<T>(
  { stage, service }: { readonly stage: string; readonly service: string },
  { waitSeconds, holdSeconds }: Limits,
  needs: Needs,
  work: () => Promise<T>,
): Promise<T> {
  const { parameters, now, pause, print } = needs;
  const name = `${ledgerPath(stage)}/${service}/lock`;
  const giveUpAt = now().getTime() + waitSeconds * 1000;
  let told = false;
  for (;;) {
    const mine = holder(needs, holdSeconds);
    const other = await acquire(name, mine, needs);
    if (!other) return await holding(name, mine, parameters, work);
    if (now().getTime() >= giveUpAt) throw new DeployError(refusal(service, stage, name, other));
    if (!told)
      print(`${service}: ${other.owner} is at work on it in ${stage} since ${other.since}; waiting.`);
    told = true;
    await pause(POLL_SECONDS * 1000);
  }
}

/** @returns nothing when the lock is ours, else who holds it */
async function acquire(name: string, mine: Holder, { parameters, now, pause, print }: Needs) {
  if (await parameters.create(name, JSON.stringify(mine))) return undefined;
  const other = await holderOf(name, parameters);
  if (!other || Date.parse(other.until) > now().getTime()) return other ?? gone;
  print(`Taking over the lock that ${other.owner} left behind at ${other.since}.`);
  await parameters.put(name, JSON.stringify(mine));
  await pause(SETTLE_SECONDS * 1000);
  const winner = await holderOf(name, parameters);
  return winner?.token === mine.token ? undefined : (winner ?? gone);
}

/** It was let go between two requests: the next try may well get it. */
const gone: Holder = { token: '', owner: 'somebody', since: 'a moment', until: '' };

async function holding<T>(name: string, mine: Holder, parameters: ParameterStore, work: () => Promise<T>) {
  try {
    return await work();
  } finally {
    const current = await holderOf(name, parameters);
    if (current?.token === mine.token) await parameters.remove(name);
  }
}

async function holderOf(name: string, parameters: ParameterStore): Promise<Holder | undefined> {
  const text = await parameters.get(name);
  return text === undefined ? undefined : (JSON.parse(text) as Holder);
}

const holder = ({ now, owner = whoAmI() }: Needs, holdSeconds: number): Holder => ({
  token: randomUUID(),
  owner,
  since: now().toISOString(),
  until: new Date(now().getTime() + holdSeconds * 1000).toISOString(),
});

/** @returns who deploys, for others to ask: the run of a workflow, or a person at a machine */
export function whoAmI(env: NodeJS.ProcessEnv = process.env): string {
  const { GITHUB_ACTOR: actor, GITHUB_RUN_ID: run } = env;
  return actor && run ? `${actor} (run ${run})` : `${userInfo().username}@${hostname()}`;
}

const refusal = (service: string, stage: string, name: string, { owner, since, until }: Holder): string =>
  `${service} is being deployed to or removed from ${stage} by ${owner} since ${since}. Try again when that is done; ` +
  `if it was killed, the lock ends by itself at ${until}, or now with: aws ssm delete-parameter --name ${name}`;
