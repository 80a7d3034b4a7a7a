import type { ConsoleSource } from '../console-source.ts';
import { createSeededUsers } from '../seeded-users/seeded-users.ts';
import { ConsoleProblem, type Route } from '../route.ts';

/** The seeded users, without their passwords, and a token of each. */
export function seededUserRoutes(source: ConsoleSource): readonly Route[] {
  const users = createSeededUsers(source);
  return [
    { method: 'GET', path: '/api/seeded-users', handle: () => users.list() },
    {
      method: 'POST',
      path: '/api/seeded-users/:name/token',
      async handle({ parameters }) {
        const accessToken = await users.signIn(parameters['name']!);
        if (accessToken === undefined)
          throw new ConsoleProblem(404, 'user.unknown', 'The seed has no such user.');
        return { accessToken };
      },
    },
  ];
}
