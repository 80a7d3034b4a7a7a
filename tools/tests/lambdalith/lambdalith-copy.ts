import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceFolderNames, workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import {
  temporaryWorkspace,
  type TemporaryWorkspace,
} from '../../workspace/src/testing/temporary-workspace.ts';

/** What packaging writes into the folder of a service. */
const packaged = ['dist', '.serverless', '.layers'];

/**
 * Copies the packaged workspace, and packages one service in it with `deployment: lambdalith`. No code changes.
 *
 * @throws Error with the output of the build or of packaging
 */
export async function lambdalithCopy(service: string, stage: string): Promise<TemporaryWorkspace> {
  const services = serviceFolderNames(join(workspaceRoot, 'services'));
  const copy = temporaryWorkspace({ services, env: { TRADEWIND_STAGE: stage } });
  try {
    for (const name of services)
      for (const folder of packaged) {
        const path = join('services', name, folder);
        if (existsSync(join(workspaceRoot, path)))
          cpSync(join(workspaceRoot, path), join(copy.folder, path), { recursive: true });
      }
    const file = join(copy.folder, 'services', service, 'serverless.yml');
    writeFileSync(file, withLambdalith(readFileSync(file, 'utf8')));
    await copy.run('node', 'tools/build/src/bundler/build-service.ts', `services/${service}`);
    await copy.run('node', 'tools/operations/src/commands/package.ts', `services/${service}`);
    return copy;
  } catch (error) {
    copy.remove();
    throw error;
  }
}

/** @returns the text of a serverless.yml with the switch under `custom` */
export const withLambdalith = (text: string): string =>
  /^custom:$/m.test(text)
    ? text.replace(/^custom:$/m, 'custom:\n  deployment: lambdalith')
    : text.replace(/^functions:$/m, 'custom:\n  deployment: lambdalith\n\nfunctions:');
