import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConsoleSource } from '../console-source.ts';
import { ConsoleProblem, type Route } from '../route.ts';

/** A runbook of docs/runbooks. */
export interface Runbook {
  readonly name: string;
  readonly markdown: string;
}

const NAME = /^[a-z0-9-]+\.md$/;

/** The runbooks that the alarms name. */
export const runbookRoutes = ({
  workspaceFolder,
}: Pick<ConsoleSource, 'workspaceFolder'>): readonly Route[] => [
  {
    method: 'GET',
    path: '/api/runbooks/:name',
    async handle({ parameters: { name = '' } }): Promise<Runbook> {
      const markdown = NAME.test(name)
        ? await readFile(join(workspaceFolder, 'docs', 'runbooks', name), 'utf8').catch(() => undefined)
        : undefined;
      if (markdown === undefined)
        throw new ConsoleProblem(404, 'runbook.not-found', `There is no runbook docs/runbooks/${name}.`);
      return { name, markdown };
    },
  },
];
