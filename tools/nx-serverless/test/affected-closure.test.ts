import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { importClosure } from '../src/testing/import-closure.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const LIBRARIES = 8;
const SERVICES = 6;
const LIMIT_MILLISECONDS = 120_000;

const letter = (index: number) => String.fromCharCode(97 + index);
const library = (index: number) => `lib-${letter(index)}`;
const service = (index: number) => `service-${letter(index)}`;

/** For each library and each service, which libraries it imports; a library only such as come before it. */
const workspaces = fc.record({
  libraries: fc.tuple(
    ...Array.from({ length: LIBRARIES }, (_, index) =>
      fc.uniqueArray(fc.nat({ max: Math.max(0, index - 1) }), { maxLength: index === 0 ? 0 : 2 }),
    ),
  ),
  services: fc.array(fc.uniqueArray(fc.nat({ max: LIBRARIES - 1 }), { maxLength: 3 }), {
    minLength: SERVICES,
    maxLength: SERVICES,
  }),
});

const importsOf = (libraries: readonly number[]) =>
  libraries.map((index) => `import '#libs/${library(index)}';\n`).join('') + 'export const own = 1;\n';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function write({ libraries, services }: typeof workspaces extends fc.Arbitrary<infer W> ? W : never) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'closure-')));
  folders.push(folder);
  const files = Object.fromEntries([
    ...libraries.map((imports, index) => [`libs/${library(index)}/src/index.ts`, importsOf(imports)]),
    ...services.flatMap((imports, index) => [
      [`services/${service(index)}/serverless.yml`, `service: tradewind-${service(index)}\n`],
      [`services/${service(index)}/src/handlers/go.ts`, importsOf(imports)],
    ]),
  ]) as Record<string, string>;
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  for (const file of [
    'nx.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.base.json',
    '.gitignore',
  ])
    cpSync(join(workspaceRoot, file), join(folder, file));
  cpSync(join(workspaceRoot, 'tools/nx-serverless/src'), join(folder, 'tools/nx-serverless/src'), {
    recursive: true,
  });
  symlinkSync(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));
  spawnSync('git', ['init', '--quiet'], { cwd: folder });
  return { folder, files: Object.keys(files) };
}

function affectedBy(folder: string, files: readonly string[]): string[][] {
  const { NODE_OPTIONS: _jestOptions, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(folder, 'tools/nx-serverless/src/testing/affected-by.ts'), ...files],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: join(folder, '.nx/data') },
    },
  );
  if (status !== 0) throw new Error(stdout + stderr);
  return JSON.parse(stdout) as string[][];
}

it(
  'affects by each edit the project of the file and all that import it, and nobody else',
  () => {
    fc.assert(
      fc.property(workspaces, (workspace) => {
        const { folder, files } = write(workspace);
        const closure = importClosure(folder);
        expect(affectedBy(folder, files)).toEqual(files.map(closure));
      }),
      // Each run is a workspace of its own, all of whose files are edited in turn; a failure is not worth shrinking by hundreds of them.
      { numRuns: 4, endOnFailure: true },
    );
  },
  LIMIT_MILLISECONDS,
);
