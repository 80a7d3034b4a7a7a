import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { readServicePackage, serviceFolders } from '../../../workspace/src/templates/service-package.ts';
import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import { loadStack } from '../../../workspace/src/templates/load-stack.ts';
import { checkAccess } from './check-access.ts';
import { reportLines } from './report.ts';
import { readTestRecord } from './test-record.ts';

/**
 * `npm run access`: holds what the last whole `npm test` called against the roles of the packaged services; what is
 * called but not granted, granted but never called, or open that could be closed makes the exit code 1.
 */
async function main(): Promise<void> {
  const record = readTestRecord(workspaceRoot);
  const folders = serviceFolders(join(workspaceRoot, 'services'));
  for (const { name, stage } of folders.map(readServicePackage))
    if (stage !== STAGE)
      throw new CommandError(
        `${name} is packaged for stage ${stage}, and the tests ran in ${STAGE}: run "npx nx package ${name} --stage=${STAGE}".`,
      );
  const access = checkAccess(await Promise.all(folders.map(loadStack)), record);
  for (const line of reportLines(access)) console.log(line);
  if (access.findings.length > 0)
    throw new CommandError(`${access.findings.length} roles and calls do not fit: tools/checks/src/access.`);
}

await runCommand(main);
