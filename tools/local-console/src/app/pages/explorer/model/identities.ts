import type { Operation } from './operations.ts';

/** Who can send requests with one click. */
export interface Identity {
  /** `customer`, `machine warehouse` */
  readonly name: string;
  readonly pool: 'customer' | 'staff' | 'machine';
}

/** The name of callers without a token. */
export const GUEST = 'guest';

/** @returns whether an operation accepts the caller. A machine client may still lack the scope. */
export function isAccepted(
  { security }: Pick<Operation, 'security'>,
  identity: Identity | undefined,
): boolean {
  if (security.length === 0) return true;
  const schemes = security.flatMap((alternative) => Object.keys(alternative));
  const allowsGuests = security.some((alternative) => Object.keys(alternative).length === 0);
  if (identity === undefined) return allowsGuests || schemes.includes('sessionToken');
  return schemes.includes(identity.pool);
}

/** @returns who can call an operation, in words */
export function describeAccess({ security }: Pick<Operation, 'security'>): string {
  if (security.length === 0) return 'Public';
  const names = security.map((alternative) => {
    const [scheme, scopes] = Object.entries(alternative)[0] ?? ['guests', []];
    if (scheme === 'sessionToken') return 'guests with the Session-Token';
    return scopes.length > 0
      ? `machine clients with ${scopes.join(' ')}`
      : scheme.replace(/^customer$/, 'customers');
  });
  return `For ${names.join(', ')}`;
}
