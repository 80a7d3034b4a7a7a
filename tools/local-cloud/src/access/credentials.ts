import { createHash } from 'node:crypto';
import { type Principal, type RolePrincipal, developer } from '../cloud/principal.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const developerCredentials: Credentials = { accessKeyId: 'developer', secretAccessKey: 'developer' };

export interface CredentialStore {
  /** Credentials of a principal: the same ones at each boot, so that a presigned URL outlives a restart. */
  register(principal: RolePrincipal): Credentials;
  principalOf(accessKeyId: string): Principal | undefined;
  /** The function, task or state machine registered under a name. */
  principalNamed(name: string): RolePrincipal | undefined;
}

/** Holds who owns which access key. Begins with the developer's. */
export function createCredentialStore(): CredentialStore {
  const principals = new Map<string, Principal>([[developerCredentials.accessKeyId, developer]]);
  const byName = new Map<string, RolePrincipal>();
  return {
    register(principal) {
      const digest = createHash('sha256').update(`${principal.roleArn} ${principal.name}`).digest('hex');
      // AKIA and sixteen characters: the shape of an IAM access key.
      const accessKeyId = `AKIA${digest.slice(0, 16).toUpperCase()}`;
      principals.set(accessKeyId, principal);
      byName.set(principal.name, principal);
      return { accessKeyId, secretAccessKey: digest.slice(16, 56) };
    },
    principalNamed: (name) => byName.get(name),
    principalOf: (accessKeyId) => principals.get(accessKeyId),
  };
}
