import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Checks the types of one project and of what it imports: `typecheck.ts services/catalog`, from the root.
 * TypeScript takes a configuration file, not a folder, so one that narrows the root's is written to Nx's own folder.
 * Started by path: the bin `tsc` may be the older and slower TypeScript that Nx needs.
 */
const [root = ''] = process.argv.slice(2);
const folder = join('.nx', 'typecheck');
const configuration = join(folder, `${root.replaceAll('/', '-')}.json`);
const upwards = '../..';
mkdirSync(folder, { recursive: true });
writeFileSync(
  configuration,
  JSON.stringify({
    extends: `${upwards}/tsconfig.json`,
    compilerOptions: { typeRoots: [`${upwards}/node_modules/@types`] },
    include: [`${upwards}/${root}/**/*.ts`],
  }),
);
const { status } = spawnSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', configuration], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
