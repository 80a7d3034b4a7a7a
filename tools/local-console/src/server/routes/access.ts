import { stat } from 'node:fs/promises';
import { packagedTemplate } from '../../../../workspace/src/templates/load-stack.ts';
import type { AccessInput, ReportedRole } from '../access/reported-role.ts';
import type { ConsoleSource } from '../console-source.ts';
import type { Route } from '../route.ts';
import { runReport } from '../run-report.ts';

/** What the roles allow against what was called. The comparison is that of the access check. */
export function accessRoutes({ cloud }: Pick<ConsoleSource, 'cloud'>): readonly Route[] {
  const { serviceFolders } = cloud;
  let known: { key: string; report: Promise<readonly ReportedRole[]> } | undefined;

  async function report(): Promise<readonly ReportedRole[]> {
    const key = await toVersion();
    if (known?.key !== key) known = { key, report: makeReport() };
    try {
      return await known.report;
    } catch (error) {
      known = undefined;
      throw error;
    }
  }

  /** Each kind of call is recorded once, so the report changes seldom. */
  async function toVersion(): Promise<string> {
    const times = serviceFolders.map(async (folder) => (await stat(packagedTemplate(folder))).mtimeMs);
    return [...(await Promise.all(times)), cloud.calls().length, cloud.deployed().size].join(' ');
  }

  const makeReport = () =>
    runReport<readonly ReportedRole[]>('print-access-report.ts', {
      serviceFolders,
      calls: cloud.calls(),
      deployed: Object.fromEntries(cloud.deployed()),
    } satisfies AccessInput);

  return [{ method: 'GET', path: '/api/access', handle: report }];
}
