import { join } from 'node:path';
import type { ConsoleSource } from '../console-source.ts';
import { createOutboxReader } from '../emails/outbox.ts';
import { ConsoleProblem, type Route } from '../route.ts';

/** The emails that the local SES saved; SES has no operation to read sent emails. */
export function emailRoutes({ stateFolder }: Pick<ConsoleSource, 'stateFolder'>): readonly Route[] {
  const outbox = createOutboxReader(join(stateFolder, 'outbox'));
  return [
    { method: 'GET', path: '/api/emails', handle: () => outbox.list() },
    {
      method: 'GET',
      path: '/api/emails/:id',
      async handle({ parameters }) {
        const email = await outbox.find(parameters['id']!);
        if (email === undefined)
          throw new ConsoleProblem(404, 'email.not-found', 'The outbox has no such email.');
        return email;
      },
    },
  ];
}
