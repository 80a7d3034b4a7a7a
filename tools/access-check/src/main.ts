import { join } from 'node:path';
import { DeployError } from '../../deploy/src/command/deploy-error.ts';
import { runCommand } from '../../deploy/src/command/run-command.ts';
import { workspaceRoot } from '../../deploy/src/command/workspace.ts';
import { readServicePackage, serviceFolders } from '../../deploy/src/packages/service-package.ts';
import { STAGE } from '../../local-cloud/src/cloud/place.ts';
import { loadStack } from '../../local-cloud/src/templates/load-stack.ts';
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
      throw new DeployError(
        `${name} is packaged for stage ${stage}, and the tests ran in ${STAGE}: run "npx nx package ${name} --stage=${STAGE}".`,
      );
  const access = checkAccess(await Promise.all(folders.map(loadStack)), record);
  for (const line of reportLines(access)) console.log(line);
  if (access.findings.length > 0)
    throw new DeployError(`${access.findings.length} roles and calls do not fit: tools/access-check.`);
}

await runCommand(main);
