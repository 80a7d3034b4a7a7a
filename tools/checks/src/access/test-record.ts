import type { DeployedResource } from '../../../local-cloud/src/contract/resource.ts';
import type { CallLine, DeployedLine } from '../../../local-cloud/src/testing/access-record.ts';
import { readTestRecord } from '../read-test-record.ts';

/** The AWS calls of the tests, and the deployed resources by `service/LogicalId`. */
export interface TestRecord {
  readonly calls: readonly CallLine[];
  readonly deployed: Readonly<Record<string, DeployedResource>>;
}

/**
 * Reads the calls that `npm test` recorded.
 *
 * @throws CommandError if there is no record of all tests
 */
export const readAccessRecord = (workspaceFolder: string): TestRecord => ({
  calls: readTestRecord<CallLine>(workspaceFolder, 'calls'),
  deployed: Object.fromEntries(
    readTestRecord<DeployedLine>(workspaceFolder, 'deployed').map(
      ({ key, ...resource }) => [key, resource] as const,
    ),
  ),
});
