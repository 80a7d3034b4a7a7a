import type { UserDirectory } from '../src/gateways/user-directory.ts';

/** A user pool in memory; it passes the same contract test as the one in Cognito. */
export function inMemoryUserDirectory(
  emails: Readonly<Record<string, string>> = {},
): UserDirectory & { groupsOf(customerId: string): Promise<string[]> } {
  const groups = new Map<string, Set<string>>();
  return {
    emailOf: async (customerId) => emails[customerId],
    async addToGroup(customerId, group) {
      groups.set(customerId, (groups.get(customerId) ?? new Set()).add(group));
    },
    groupsOf: async (customerId) => [...(groups.get(customerId) ?? [])],
  };
}
