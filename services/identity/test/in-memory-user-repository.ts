import type { UserRepository } from '../src/gateways/user-repository.ts';

/** Passes the same contract tests as the Cognito repository. */
export const inMemoryUserRepository = (emails: Readonly<Record<string, string>> = {}): UserRepository => ({
  findEmail: async (customerId) => emails[customerId],
});
