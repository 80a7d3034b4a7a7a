import { lookup } from 'node:dns/promises';
import type { ResolveHost } from './webhook-sender.ts';

/** Resolves a host with the operating system's resolver. An IP address resolves to itself. */
export const resolveHost: ResolveHost = async (host) => {
  // Lambda functions have no IPv6 connectivity by default.
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
};
