import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { readServicePackage, serviceFolders } from '../../../workspace/src/templates/service-package.ts';
import type { Recorded } from '../../../local-cloud/src/testing/log-record.ts';
import { testRecordPath } from '../../../local-cloud/src/testing/test-record.ts';
import { readCatalogs } from '../log-catalog/read-catalogs.ts';
import { checkAlarms, findingLine } from './check-alarms.ts';
import { evidenceOf } from './evidence.ts';
import { publishedLogGroups } from './metric-filters.ts';

/**
 * `npm run alarms`: holds every alarm and every metric filter of the packaged services against what their code logged and
 * counted while the tests ran; a hole makes the exit code 1.
 */
async function main(): Promise<void> {
  const recorded = readRecord(testRecordPath(workspaceRoot, 'logs'));
  const services = serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage);
  const evidence = evidenceOf(recorded, {
    catalogs: await readCatalogs(),
    logGroups: publishedLogGroups(services.map(({ template }) => template)),
    runbooks: new Set(readdirSync(join(workspaceRoot, 'docs/runbooks'))),
  });
  const findings = checkAlarms(services, evidence);
  for (const finding of findings) console.log(findingLine(finding));
  if (findings.length > 0)
    throw new CommandError(
      `${findings.length} holes in the alarms: something could break without anybody hearing of it.`,
    );
  console.log(
    `${services.length} services, held against ${evidence.lines.length} kinds of log lines and ${evidence.metrics.length} metrics: what breaks is heard of.`,
  );
}

function readRecord(path: string): Recorded[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Recorded);
  } catch (cause) {
    throw new CommandError('There is no record of what the code logs: run "npm test" first.', { cause });
  }
}

await runCommand(main);
