import { randomInt } from 'node:crypto';
import { CognitoError } from 'cognito-local/lib/errors.js';

/** `Policies.PasswordPolicy` of a user pool, as templates write it: a number or flag can also be text. */
export interface PasswordPolicy {
  readonly MinimumLength?: number | string;
  readonly RequireUppercase?: boolean | string;
  readonly RequireLowercase?: boolean | string;
  readonly RequireNumbers?: boolean | string;
  readonly RequireSymbols?: boolean | string;
  readonly TemporaryPasswordValidityDays?: number | string;
}

/** The policy of a pool that declares none. https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
const DEFAULT_POLICY: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};
const DEFAULT_TEMPORARY_DAYS = 7;
const MAX_LENGTH = 256;

/** The characters that Cognito counts as symbols; a space counts too, except at the beginning and the end. */
const SYMBOLS = '^$*.[]{}()?-"!@#%&/\\,><\':;|_~`+=';
const classes = [
  { rule: 'RequireUppercase', characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', missing: 'uppercase characters' },
  { rule: 'RequireLowercase', characters: 'abcdefghijklmnopqrstuvwxyz', missing: 'lowercase characters' },
  { rule: 'RequireNumbers', characters: '0123456789', missing: 'numeric characters' },
  { rule: 'RequireSymbols', characters: `${SYMBOLS} `, missing: 'symbol characters' },
] as const;

/**
 * Checks a new password as Cognito does.
 *
 * @param policy  the policy of the pool; Cognito's default if undefined
 * @throws CognitoError InvalidPasswordException that names the first rule that the password breaks, or
 *   InvalidParameterException for a password that no policy permits
 */
export function checkPassword(password: string, policy: PasswordPolicy = DEFAULT_POLICY): void {
  if (password.length > MAX_LENGTH)
    throw new CognitoError(
      'InvalidParameterException',
      `1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to ${MAX_LENGTH}`,
    );
  if (password.trim() !== password || password === '')
    throw new CognitoError(
      'InvalidParameterException',
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
    );
  if (password.length < Number(policy.MinimumLength ?? 0)) throw violation('Password not long enough');
  for (const { rule, characters, missing } of classes)
    if (isOn(policy[rule]) && ![...password].some((character) => characters.includes(character)))
      throw violation(`Password must have ${missing}`);
}

/** Creates a password that the policy permits, as AdminCreateUser does when the caller passes none. */
export function newTemporaryPassword({ MinimumLength: minimum }: PasswordPolicy = DEFAULT_POLICY): string {
  const sets = classes.map(({ characters }) => characters.trim());
  const length = Math.max(Number(minimum ?? 0), 8);
  // Each of the first four characters is of another class, so that any policy is met.
  return Array.from({ length }, (_, index) => {
    const characters = sets[index] ?? sets.join('');
    return characters[randomInt(characters.length)];
  }).join('');
}

/** Whether a temporary password that was set at a time has expired, and the administrator must create another. */
export function isTemporaryPasswordExpired(
  setAt: Date,
  policy: PasswordPolicy | undefined,
  now: Date,
): boolean {
  // Zero means the default.
  const days = Number(policy?.TemporaryPasswordValidityDays ?? 0) || DEFAULT_TEMPORARY_DAYS;
  return now.getTime() >= setAt.getTime() + days * 86_400_000;
}

const isOn = (flag: boolean | string | undefined): boolean => String(flag) === 'true';

const violation = (what: string): CognitoError =>
  new CognitoError('InvalidPasswordException', `Password did not conform with policy: ${what}`);
