import { readFileSync } from 'node:fs';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import type { DeployedResource } from '../../../local-cloud/src/contract/resource.ts';
import type { CallLine, DeployedLine } from '../../../local-cloud/src/testing/access-record.ts';
import { testRecordPath } from '../../../local-cloud/src/testing/test-record.ts';

/** The AWS calls of the tests, and the deployed resources by `service/LogicalId`. */
export interface TestRecord {
  readonly calls: readonly CallLine[];
  readonly deployed: Readonly<Record<string, DeployedResource>>;
}

/**
 * Reads what `npm test` recorded.
 *
 * @throws CommandError if there is no record
 */
export function readTestRecord(workspaceFolder: string): TestRecord {
  const read = <Line>(name: string): Line[] =>
    readText(testRecordPath(workspaceFolder, name))
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

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CommandError(`${path} is missing. Run "npm test", which writes it.`, { cause });
  }
}
