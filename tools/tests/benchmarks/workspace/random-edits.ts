import fc from 'fast-check';
import { importClosure } from '../../../workspace/src/testing/import-closure.ts';
import type { TemporaryWorkspace } from '../../../workspace/src/testing/temporary-workspace.ts';

/** What builds and packages a service is an input of every service's targets, also without an import. */
const isPartOfBuild = (file: string) => /^libs\/(config\/|schema\/|logging\/src\/secret-forms)/.test(file);

/**
 * Holds the affected projects of random edits in services and libraries against who imports the edited project.
 *
 * @returns how many edits there were, and how many of them affected a single project
 * @throws Error naming the first file for which they differ
 */
export async function checkRandomEdits(
  workspace: TemporaryWorkspace,
  { edits, seed }: { edits: number; seed: number },
): Promise<{ edits: number; alone: number }> {
  const listed = await workspace.run('git', 'ls-files', 'services', 'libs');
  const files = listed.split('\n').filter((file) => file !== '' && !isPartOfBuild(file));
  // Half of them in libraries: picked from all files, nearly every edit would be one of a service.
  const [inServices, inLibraries] = ['services/', 'libs/'].map((folder) =>
    files.filter((file) => file.startsWith(folder)),
  );
  const anyFile = fc.oneof(fc.constantFrom(...inServices!), fc.constantFrom(...inLibraries!));
  const edited = fc.sample(anyFile, { numRuns: edits, seed });

  const closure = importClosure(workspace.folder);
  const affected = JSON.parse(
    await workspace.run('node', 'tools/nx-serverless/src/testing/affected-by.ts', ...edited),
  ) as string[][];
  for (const [index, file] of edited.entries()) {
    const [found, expected] = [affected[index]!.join(' '), closure(file).join(' ')];
    if (found !== expected) throw new Error(`${file} affects ${found}\nand is imported by ${expected}`);
  }
  return { edits: edited.length, alone: affected.filter(({ length }) => length === 1).length };
}
