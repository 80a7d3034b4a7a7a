import { readFileSync } from 'node:fs';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import type { DeployedResource } from '../../../local-cloud/src/contract/resource.ts';
import type { CallLine, DeployedLine } from '../../../local-cloud/src/testing/access-record.ts';
import { testRecordPath } from '../../../local-cloud/src/testing/test-record.ts';

/** What the tests asked of roles, and what resources were called in them, by `service/LogicalId`. */
export interface TestRecord {
  readonly calls: readonly CallLine[];
  readonly deployed: Readonly<Record<string, DeployedResource>>;
}

/**
 * Reads what `npm test` left in a workspace.
 *
 * @throws CommandError where there is nothing
 */
export function readTestRecord(workspaceFolder: string): TestRecord {
  const read = <Line>(name: string): Line[] =>
    textOf(testRecordPath(workspaceFolder, name))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  return {
    calls: read<CallLine>('calls'),
    deployed: Object.fromEntries(
      read<DeployedLine>('deployed').map(({ key, ...resource }) => [key, resource] as const),
    ),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CommandError(`There is no ${path}: run "npm test", which leaves it.`, { cause });
  }
}
