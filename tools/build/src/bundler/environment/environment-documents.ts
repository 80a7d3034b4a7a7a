import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { declaredEnvironment, type DeclaredVariable } from './declared-environment.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/**
 * Collects the environment variables of each bundle from the modules in it.
 *
 * @param folder    the folder of the service
 * @param metafile  esbuild's description of the bundles
 * @returns file contents by name inside `dist`: for each bundle `NAME.environment.json`
 * @throws CommandError if a declaration cannot be parsed, or two modules of a bundle declare different types
 */
export function environmentDocuments(folder: string, { outputs }: Metafile): Map<string, string> {
  const root = join(folder, '../..');
  const known = new Map<string, DeclaredVariable[]>();
  const findDeclared = (input: string): DeclaredVariable[] => {
    const file = resolve(workspaceRoot, input);
    if (!file.endsWith('.ts') || file.includes('/node_modules/') || !existsSync(file)) return [];
    if (!known.has(file))
      known.set(file, declaredEnvironment(readFileSync(file, 'utf8'), relative(root, file)));
    return known.get(file)!;
  };
  return new Map(
    Object.entries(outputs)
      .filter(([output]) => output.endsWith('.mjs'))
      .map(([output, { inputs }]) => {
        const included = Object.keys(inputs).filter((input) => inputs[input]!.bytesInOutput > 0);
        const declared = merge(included.flatMap(findDeclared));
        return [`${basename(output, '.mjs')}.environment.json`, `${JSON.stringify(declared, null, 2)}\n`];
      }),
  );
}

function merge(declared: readonly DeclaredVariable[]): DeclaredVariable[] {
  const byName = new Map<string, DeclaredVariable>();
  for (const each of declared) {
    const other = byName.get(each.variable) ?? each;
    if (other.kind !== each.kind)
      throw new CommandError(
        `${each.source}: ${each.variable} is declared as ${each.kind}, and as ${other.kind} in ${other.source}. Agree on one.`,
      );
    byName.set(each.variable, other);
  }
  return [...byName.values()].toSorted((a, b) => (a.variable < b.variable ? -1 : 1));
}
