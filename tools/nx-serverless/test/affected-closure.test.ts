import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { importClosure } from '../../workspace/src/testing/import-closure.ts';
import { runInGraphWorkspace, writeGraphWorkspace } from './graph-workspace.ts';

const LIBRARIES = 8;
const SERVICES = 6;
const LIMIT_MILLISECONDS = 120_000;

const character = (index: number) => String.fromCharCode(97 + index);
const library = (index: number) => `lib-${character(index)}`;
const service = (index: number) => `service-${character(index)}`;

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
  writeGraphWorkspace(folder, files);
  return { folder, files: Object.keys(files) };
}

function affectedBy(folder: string, files: readonly string[]): string[][] {
  const program = join(folder, 'tools/nx-serverless/src/testing/affected-by.ts');
  return JSON.parse(runInGraphWorkspace(folder, program, ...files)) as string[][];
}

it(
  'affects by each edit the project of the file and every project that imports it, and no other',
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
