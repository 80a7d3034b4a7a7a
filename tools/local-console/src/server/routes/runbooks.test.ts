import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import type { Runbook } from './runbooks.ts';
import { runbookRoutes } from './runbooks.ts';

const [route] = runbookRoutes({ workspaceFolder: workspaceRoot });
const get = (name: string) =>
  route!.handle({
    parameters: { name },
    query: new URLSearchParams(),
    body: undefined,
    incoming: {} as never,
  }) as Promise<Runbook>;

describe('GET /api/runbooks/:name', () => {
  it('returns a runbook as Markdown', async () => {
    expect((await get('function-errors.md')).markdown).toContain('**Diagnose**');
  });

  it.each(['none.md', '../logs.md', '..%2Flogs.md', ''])('finds no runbook "%s"', async (name) => {
    await expect(get(name)).rejects.toMatchObject({ status: 404 });
  });
});
