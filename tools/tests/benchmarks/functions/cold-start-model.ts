import { seededRandom } from '#libs/testing';

/** The traffic of a service, and how long Lambda keeps an instance. */
export interface Traffic {
  readonly requestsPerHour: number;
  readonly hours: number;
  /** The share of each route. They add up to 1. */
  readonly shares: readonly number[];
  readonly requestSeconds: number;
  /** How long an instance is kept without a request. AWS names no figure; observed are 5 to 15 minutes. */
  readonly idleSeconds: number;
}

export interface ColdStarts {
  readonly requests: number;
  /** With one function for each route. */
  readonly perRoute: number;
  /** With one function for all routes. */
  readonly together: number;
}

/**
 * Counts cold starts in a simulation: requests arrive independently of each other (a Poisson process), and an instance
 * answers one request at a time.
 *
 * @param seed  the same seed gives the same requests
 */
export function coldStarts(traffic: Traffic, seed = 1): ColdStarts {
  const { requestsPerHour, hours, shares, requestSeconds, idleSeconds } = traffic;
  const random = seededRandom(seed);
  const routes = shares.map(() => instances(requestSeconds, idleSeconds));
  const all = instances(requestSeconds, idleSeconds);
  let counts: ColdStarts = { requests: 0, perRoute: 0, together: 0 };
  for (let at = 0; ;) {
    at += (-Math.log(1 - random()) * 3600) / requestsPerHour;
    if (at > hours * 3600) return counts;
    const route = routes[pick(shares, random())]!;
    counts = {
      requests: counts.requests + 1,
      perRoute: counts.perRoute + (route.isCold(at) ? 1 : 0),
      together: counts.together + (all.isCold(at) ? 1 : 0),
    };
  }
}

function pick(shares: readonly number[], value: number): number {
  let sum = 0;
  const index = shares.findIndex((share) => (sum += share) > value);
  return index === -1 ? shares.length - 1 : index;
}

/** The instances of one function, by when each becomes free. */
function instances(requestSeconds: number, idleSeconds: number) {
  let freeAt: number[] = [];
  return {
    /** Answers a request. @returns whether it started an instance */
    isCold(at: number): boolean {
      freeAt = freeAt.filter((free) => at - free <= idleSeconds);
      const idle = freeAt.findLastIndex((free) => free <= at);
      if (idle !== -1) freeAt.splice(idle, 1);
      freeAt.push(at + requestSeconds);
      return idle === -1;
    },
  };
}
