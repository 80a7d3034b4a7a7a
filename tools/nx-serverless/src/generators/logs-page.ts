import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { GeneratorCallback, Tree } from '@nx/devkit';

/**
 * docs/logs.md shows what every service logs, and a test holds it to that. It is read from the catalogs themselves,
 * so they have to be on disk: Nx calls back once they are.
 */
export const writeLogsPage =
  ({ root }: Tree): GeneratorCallback =>
  () =>
    void execFileSync(process.execPath, [join(root, 'tools/checks/src/log-catalog/main.ts')], {
      stdio: 'inherit',
    });
