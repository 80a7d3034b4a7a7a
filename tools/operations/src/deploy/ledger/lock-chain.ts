import type { ParameterStore } from '../../aws/parameter-store.ts';

/** Who holds a lock. */
export interface Holder {
  readonly token: string;
  /** Who to ask: `kim@laptop`, or the run of a workflow. */
  readonly owner: string;
  readonly since: string;
  /** Whoever holds it has stopped by then, for its own time limit is shorter. */
  readonly waitUntil: string;
}

/** A place in line, held or left behind. */
export interface Place {
  readonly name: string;
  readonly token: string;
}

/** What an attempt to get a lock came to. */
export type Attempt =
  | { readonly isHeld: true; readonly places: readonly Place[] }
  | { readonly isHeld: false; readonly name: string; readonly other: Holder | undefined };

/**
 * Tries to get a lock. Parameter Store can create what is not there, and nothing else in one step, so a lock that
 * somebody left behind is not overwritten: its token names the place behind it, `…/lock/behind-{token}`, and whoever
 * creates that holds the lock. What is left behind there has a place behind it too.
 *
 * @param root  the parameter of the lock
 * @returns the places from the first to one's own; or who holds it, nobody where it was let go meanwhile
 */
export async function tryLock(
  root: string,
  mine: Holder,
  { parameters, now }: { readonly parameters: ParameterStore; readonly now: () => Date },
): Promise<Attempt> {
  const places: Place[] = [];
  for (let name = root; ;) {
    // A request that was answered too late is sent again, and then meets what it has created itself.
    const isCreated = await parameters.create(name, JSON.stringify(mine));
    const found = isCreated ? mine : await holderOf(name, parameters);
    if (found?.token === mine.token) {
      if (await areAsSeen(places, parameters))
        return { isHeld: true, places: [...places, { name, token: mine.token }] };
      await parameters.remove(name);
      return { isHeld: false, name, other: undefined };
    }
    if (!found || Date.parse(found.waitUntil) > now().getTime()) return { isHeld: false, name, other: found };
    places.push({ name, token: found.token });
    name = `${root}/behind-${found.token}`;
  }
}

/** Whoever held the last place clears all of them, the first one first: then none of these is the way to a lock any more. */
const areAsSeen = async (places: readonly Place[], parameters: ParameterStore): Promise<boolean> =>
  (await Promise.all(places.map(({ name }) => holderOf(name, parameters)))).every(
    (holder, index) => holder?.token === places[index]!.token,
  );

/** Lets a lock go, with the places before it that others left behind. */
export async function unlock(places: readonly Place[], parameters: ParameterStore): Promise<void> {
  for (const { name, token } of places)
    if ((await holderOf(name, parameters))?.token === token) await parameters.remove(name);
}

async function holderOf(name: string, parameters: ParameterStore): Promise<Holder | undefined> {
  const text = await parameters.get(name);
  return text === undefined ? undefined : (JSON.parse(text) as Holder);
}
