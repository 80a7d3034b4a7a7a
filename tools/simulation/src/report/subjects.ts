import type { Snapshot } from '../invariants/index.ts';

/** How many records an invariant was checked on, by its name: a history without any says nothing about it. */
export const subjects: Readonly<Record<string, (snapshot: Snapshot) => number>> = {
  'stock adds up': ({ stock, reservations }) => stock.length * Math.min(1, reservations.length),
  'never negative': ({ stock, payments }) => stock.length + payments.length,
  'one charge per order': ({ charges }) => charges.length,
  'captured within authorized': ({ charges }) => charges.filter(({ captured }) => captured > 0).length,
  'refunded within captured': ({ charges }) => charges.filter(({ refunded }) => refunded > 0).length,
  'same key, same answer': ({ requests }) => countRepeated(requests, true),
  'other body refused': ({ requests }) => countRepeated(requests, false),
  'paid means fulfilled or refunded': ({ charges }) => charges.length,
  'reserved means claimed or released': ({ reservations }) => reservations.length,
  'each change has an event, each effect happens once': ({ events }) => events.length,
  'legal moves': ({ changes }) => changes.length,
  'no access across customers': ({ accesses, requests }) => accesses.length + requests.length,
};

function countRepeated(requests: Snapshot['requests'], isSameBody: boolean): number {
  const bodies = new Map<string, string>();
  let count = 0;
  for (const { operation, callerId, key, body } of requests) {
    const id = `${operation} ${callerId} ${key}`;
    const first = bodies.get(id);
    if (first === undefined) bodies.set(id, body);
    else if ((first === body) === isSameBody) count++;
  }
  return count;
}
