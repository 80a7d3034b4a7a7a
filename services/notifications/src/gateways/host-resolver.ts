import { lookup } from 'node:dns/promises';
import type { ResolveHost } from './webhook-sender.ts';

/** As the operating system resolves names; an address in digits is its own. */
export const resolveHost: ResolveHost = async (host) => {
  // Lambda reaches IPv6 only from some networks.
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
};
