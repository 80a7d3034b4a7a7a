import { lookup } from 'node:dns/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ResolveHost } from './webhook-sender.ts';

// The operating system retries a silent name server for longer than a caller waits.
const TIMEOUT_MILLISECONDS = 3_000;

type Lookup = (host: string) => Promise<readonly { readonly address: string }[]>;

// Lambda functions have no IPv6 connectivity by default.
const operatingSystemLookup: Lookup = (host) => lookup(host, { all: true, order: 'ipv4first' });

/**
 * Resolves hosts with the operating system's resolver. An IP address resolves to itself.
 *
 * @param timeoutMilliseconds  how long a name server may take
 */
export const hostResolver =
  (lookupHost: Lookup = operatingSystemLookup, timeoutMilliseconds = TIMEOUT_MILLISECONDS): ResolveHost =>
  async (host) => {
    const finished = new AbortController();
    const { signal } = finished;
    const expired = delay(timeoutMilliseconds, undefined, { signal }).then(() => {
      throw new Error('The name server did not respond in time.');
    });
    try {
      const found = await Promise.race([lookupHost(host), expired]);
      return found.map(({ address }) => address);
    } finally {
      finished.abort();
    }
  };
