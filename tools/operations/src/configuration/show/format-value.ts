import type { DeclaredParameter } from '../parameters/declared-parameters.ts';
import type { StoredVersion } from '../parameters/stored-parameters.ts';

/** @returns the value to print; a secret is masked */
export function shownValue({ declaration }: DeclaredParameter, stored: StoredVersion | undefined): string {
  if (stored && !declaration.metadata.isSecret) return stored.value;
  if (stored) return stored.isEncrypted ? '(secret)' : '(secret, and stored in plain text: set a new one)';
  return declaration.metadata.isOptional ? '(none)' : '(not set)';
}

/** @returns a time to the second: `2030-01-01 12:00:00Z` */
export const shownTime = (time: Date): string =>
  time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
