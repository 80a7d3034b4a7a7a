import { readFileSync } from 'node:fs';
import { hasWholeRun, testRecordPath } from '../../local-cloud/src/testing/test-record.ts';
import { CommandError } from '../../workspace/src/cli/command-error.ts';

/**
 * Reads what `npm test` recorded under a name, such as `answers`.
 *
 * @throws CommandError if no tests or only a part of them ran: what the others do would count as never done
 */
export function readTestRecord<Line>(workspaceFolder: string, name: string): Line[] {
  const text = readText(testRecordPath(workspaceFolder, name));
  if (!hasWholeRun(workspaceFolder))
    throw new CommandError('Only a part of the tests ran, and this check needs all of them. Run "npm test".');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CommandError(`${path} is missing. Run "npm test", which writes it.`, { cause });
  }
}
