/** A user as ListUsers returns it. */
export interface PoolUser {
  readonly Username: string;
  readonly UserStatus?: string;
  readonly Enabled?: boolean;
  readonly UserCreateDate?: string;
  readonly UserLastModifiedDate?: string;
  readonly Attributes?: readonly Attribute[];
}

/** The details of AdminGetUser. */
export interface UserDetails {
  readonly UserAttributes?: readonly Attribute[];
  readonly UserMFASettingList?: readonly string[];
  readonly PreferredMfaSetting?: string;
}

interface Attribute {
  readonly Name: string;
  readonly Value?: string;
}

/** Returns an attribute, or an empty text. */
export const getAttribute = ({ Attributes = [] }: Pick<PoolUser, 'Attributes'>, name: string): string =>
  Attributes.find(({ Name }) => Name === name)?.Value ?? '';

/** `UNCONFIRMED` and so on, as a word. */
export const toStatusText = ({ UserStatus = '', Enabled = true }: PoolUser): string =>
  Enabled ? UserStatus.toLowerCase().replaceAll('_', ' ') : 'disabled';

/** How a user confirms a sign-in: `authenticator app`, or `none`. */
export function toMfaText({ UserMFASettingList = [] }: UserDetails): string {
  const names: Readonly<Record<string, string>> = {
    SOFTWARE_TOKEN_MFA: 'authenticator app',
    SMS_MFA: 'text message',
    EMAIL_OTP: 'email',
  };
  return UserMFASettingList.map((setting) => names[setting] ?? setting).join(', ') || 'none';
}
