import type { ParameterStore } from '../../aws/parameter-store.ts';

/** The holder of a lock. */
export interface Holder {
  readonly token: string;
  /** `kim@laptop`, or the URL of a workflow run. */
  readonly owner: string;
  readonly since: string;
  /** When the holder has stopped at the latest, because its time limit is shorter. */
  readonly expiresAt: string;
}

/** A parameter in the chain of a lock: held, or left behind by an aborted process. */
export interface Place {
  readonly name: string;
  readonly token: string;
}

/** The result of an attempt to acquire a lock. */
export type Attempt =
  | { readonly isHeld: true; readonly places: readonly Place[] }
  | { readonly isHeld: false; readonly name: string; readonly other: Holder | undefined };

/**
 * Tries to acquire a lock. The only atomic operation of Parameter Store is to create a missing parameter, so an expired
 * lock is not overwritten. Its token names the next parameter of the chain, `…/lock/behind-{token}`, and the process that
 * creates that one holds the lock. An expired parameter there has a next one too.
 *
 * @param root  the parameter of the lock
 * @returns the chain up to the own parameter, or the current holder; undefined if it was released meanwhile
 */
export async function tryLock(
  root: string,
  mine: Holder,
  { parameters, now }: { readonly parameters: ParameterStore; readonly now: () => Date },
): Promise<Attempt> {
  const places: Place[] = [];
  for (let name = root; ;) {
    // A request that timed out is sent again and finds the parameter that it created itself.
    const isCreated = await parameters.create(name, JSON.stringify(mine));
    const found = isCreated ? mine : await holderOf(name, parameters);
    if (found?.token === mine.token) {
      if (await areAsSeen(places, parameters))
        return { isHeld: true, places: [...places, { name, token: mine.token }] };
      await parameters.remove(name);
      return { isHeld: false, name, other: undefined };
    }
    if (!found || Date.parse(found.expiresAt) > now().getTime()) return { isHeld: false, name, other: found };
    places.push({ name, token: found.token });
    name = `${root}/behind-${found.token}`;
  }
}

/** The holder of the last parameter deletes the whole chain from its start, which invalidates the chain seen here. */
const areAsSeen = async (places: readonly Place[], parameters: ParameterStore): Promise<boolean> =>
  (await Promise.all(places.map(({ name }) => holderOf(name, parameters)))).every(
    (holder, index) => holder?.token === places[index]!.token,
  );

/** Releases a lock, including the expired parameters before it. */
export async function unlock(places: readonly Place[], parameters: ParameterStore): Promise<void> {
  for (const { name, token } of places)
    if ((await holderOf(name, parameters))?.token === token) await parameters.remove(name);
}

async function holderOf(name: string, parameters: ParameterStore): Promise<Holder | undefined> {
  const text = await parameters.get(name);
  return text === undefined ? undefined : (JSON.parse(text) as Holder);
}
