import type { UserRepository } from '../src/gateways/user-repository.ts';

/** Passes the same contract tests as the Cognito repository. */
export function inMemoryUserRepository(
  emails: Readonly<Record<string, string>> = {},
): UserRepository & { findGroups(customerId: string): Promise<string[]> } {
  const groups = new Map<string, Set<string>>();
  return {
    findEmail: async (customerId) => emails[customerId],
    async addToGroup(customerId, group) {
      groups.set(customerId, (groups.get(customerId) ?? new Set()).add(group));
    },
    findGroups: async (customerId) => [...(groups.get(customerId) ?? [])],
  };
}
