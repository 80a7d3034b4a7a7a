import { createHash } from 'node:crypto';
import type { CredentialStore } from '../../contract/access-control.ts';
import { developerCredentials, testCredentials } from '../../contract/credentials.ts';
import { type Principal, type RolePrincipal, developer } from '../../contract/principal.ts';

const initial = [developerCredentials, testCredentials];

/** Maps access keys to principals. Initially holds the developer's keys. */
export function createCredentialStore(): CredentialStore {
  const principals = new Map<string, Principal>(initial.map(({ accessKeyId }) => [accessKeyId, developer]));
  const secrets = new Map(initial.map(({ accessKeyId, secretAccessKey }) => [accessKeyId, secretAccessKey]));
  const byName = new Map<string, RolePrincipal>();
  return {
    register(principal) {
      const digest = createHash('sha256').update(`${principal.roleArn} ${principal.name}`).digest('hex');
      // AKIA and sixteen characters: the shape of an IAM access key.
      const accessKeyId = `AKIA${digest.slice(0, 16).toUpperCase()}`;
      principals.set(accessKeyId, principal);
      byName.set(principal.name, principal);
      const secretAccessKey = digest.slice(16, 56);
      secrets.set(accessKeyId, secretAccessKey);
      return { accessKeyId, secretAccessKey };
    },
    principalNamed: (name) => byName.get(name),
    principalOf: (accessKeyId) => principals.get(accessKeyId),
    secretOf: (accessKeyId) => secrets.get(accessKeyId),
  };
}
