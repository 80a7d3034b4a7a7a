import type { JWTVerifyGetKey } from 'jose';

/** The properties of user pools that API Gateway needs to verify tokens. */
export interface UserPoolKeys {
  /** Returns the pool's issuer and signing keys, or undefined for an unknown pool. */
  find(userPoolArn: string): { readonly issuer: string; readonly keys: JWTVerifyGetKey } | undefined;
  /** Whether the pool has the client. */
  hasClient(userPoolArn: string, clientId: string): boolean;
}
