import type { Caller } from '#libs/lambda';
import { createHash } from 'node:crypto';
import { canonicalCode } from './discount.ts';

/**
 * How many wrong discount codes are answered in an hour. A customer mistypes a code a few times, while someone who guesses
 * codes needs millions of attempts. Guests of one office or mobile network share an address.
 */
export const DISCOUNT_ATTEMPT_LIMITS = {
  session: { code: 'discount.too-many-attempts', limit: 10, windowSeconds: 3600 },
  caller: { code: 'discount.too-many-attempts', limit: 30, windowSeconds: 3600 },
};

/** The codes of a request that the session does not have yet: only these may be guesses. */
export const findNewCodes = (sent: readonly string[], existing: readonly string[]): string[] =>
  [...new Set(sent.map(canonicalCode))].filter((code) => !existing.includes(code));

/** Who sends a code. */
export interface CodeSender {
  readonly caller: Caller;
  readonly sourceIp: string;
}

/** Identifies a customer by account, and a guest by a digest of the network address. */
export const toCallerSubject = ({ caller, sourceIp }: CodeSender): string =>
  caller.kind === 'customer'
    ? `customer#${caller.customerId}`
    : `network#${createHash('sha256').update(toNetwork(sourceIp)).digest('base64url')}`;

export const toSessionSubject = (sessionId: string): string => `session#${sessionId}`;

// A line gets at least a /64 of IPv6, so its other half says nothing. https://www.rfc-editor.org/rfc/rfc6177
const NETWORK_GROUPS = 4;
const ALL_GROUPS = 8;

function toNetwork(sourceIp: string): string {
  const isIPv4 = !sourceIp.includes(':');
  if (isIPv4) return sourceIp;
  const [head = [], tail = []] = sourceIp.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array.from({ length: ALL_GROUPS - head.length - tail.length }, () => '0');
  const groups = [...head, ...zeros, ...tail].map((group) => parseInt(group, 16).toString(16));
  return groups.slice(0, NETWORK_GROUPS).join(':');
}
