import type { UserPool } from 'cognito-local/lib/services/userPoolService.js';
import type { PasswordPolicy } from './password-policy.ts';

/** The options of a pool as its template declares them; the types of cognito-local lack some. */
interface DeclaredSettings {
  readonly Policies?: { readonly PasswordPolicy?: PasswordPolicy };
  readonly AdminCreateUserConfig?: { readonly AllowAdminCreateUserOnly?: boolean | string };
}

/** Returns the password policy of a pool, or undefined for Cognito's default. */
export const passwordPolicyOf = (pool: UserPool): PasswordPolicy | undefined =>
  (pool as DeclaredSettings).Policies?.PasswordPolicy;

/** Whether users can create their own accounts in a pool. */
export const allowsSignUp = (pool: UserPool): boolean =>
  String((pool as DeclaredSettings).AdminCreateUserConfig?.AllowAdminCreateUserOnly) !== 'true';
