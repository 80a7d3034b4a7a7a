import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { GeneratorCallback, Tree } from '@nx/devkit';

/**
 * Regenerates docs/logs.md, which a test compares with the log catalogs. The generator reads the catalogs from disk, so
 * Nx runs this callback after it has written them.
 */
export const writeLogsPage =
  ({ root }: Tree): GeneratorCallback =>
  () =>
    void execFileSync(process.execPath, [join(root, 'tools/checks/src/log-catalog/write-logs-page.ts')], {
      stdio: 'inherit',
    });
