import type { UserPool } from 'cognito-local/lib/services/userPoolService.js';
import type { PasswordPolicy } from './password-policy.ts';

/** The options of a pool as its template declares them; the types of cognito-local lack some. */
interface DeclaredSettings {
  readonly Policies?: { readonly PasswordPolicy?: PasswordPolicy };
  readonly AccountRecoverySetting?: { readonly RecoveryMechanisms?: readonly { readonly Name: string }[] };
  readonly AdminCreateUserConfig?: { readonly AllowAdminCreateUserOnly?: boolean | string };
}

/** Returns the password policy of a pool, or undefined for Cognito's default. */
export const passwordPolicyOf = (pool: UserPool): PasswordPolicy | undefined =>
  (pool as DeclaredSettings).Policies?.PasswordPolicy;

/** Whether users can create their own accounts in a pool. */
export const allowsSignUp = (pool: UserPool): boolean =>
  String((pool as DeclaredSettings).AdminCreateUserConfig?.AllowAdminCreateUserOnly) !== 'true';

/** Whether users can recover a forgotten password themselves: not if only an administrator can. */
export function allowsRecovery(pool: UserPool): boolean {
  const mechanisms = (pool as DeclaredSettings).AccountRecoverySetting?.RecoveryMechanisms ?? [];
  return mechanisms.length === 0 || mechanisms.some(({ Name }) => Name !== 'admin_only');
}
