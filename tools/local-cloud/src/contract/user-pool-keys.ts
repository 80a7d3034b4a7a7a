import type { JWTVerifyGetKey } from 'jose';

/** What API Gateway asks of a user pool. */
export interface UserPoolKeys {
  /** The pool's issuer, and its signing keys; undefined for a pool that no template declares. */
  find(userPoolArn: string): { readonly issuer: string; readonly keys: JWTVerifyGetKey } | undefined;
  /** False for a client that the pool does not have. */
  hasClient(userPoolArn: string, clientId: string): boolean;
}
