/** Jest runs ES modules only with a flag of Node.js, which `npx jest FILE` and the extensions of editors do not pass. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const workspaceNode = join(import.meta.dirname, '../node_modules/.bin/node');

/** Runs the same command of Jest again with the flag, and with the Node.js of the workspace, if the flag is missing. */
export async function runWithModules() {
  const [, program = '', ...args] = process.argv;
  if (vm.SourceTextModule !== undefined || !/[\\/]jest(?:\.js)?$/.test(program)) return;
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(
    existsSync(workspaceNode) ? workspaceNode : process.execPath,
    [...flags, program, ...args],
    {
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exit(await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1))));
}
