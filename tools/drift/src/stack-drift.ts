import {
  CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DetectStackDriftCommand,
  paginateDescribeStacks,
} from '@aws-sdk/client-cloudformation';

export interface DriftedResource {
  readonly stackName: string;
  readonly logicalId: string;
  /** What AWS calls it: of a parameter, its name. */
  readonly physicalId: string;
  readonly type: string;
  readonly isGone: boolean;
  /** Paths of the properties that differ, such as `/Value`. */
  readonly properties: readonly string[];
}

interface Needs {
  readonly client: CloudFormationClient;
  readonly pause: (milliseconds: number) => Promise<void>;
}

// CloudFormation takes some seconds for each resource, and minutes for a large stack.
const LIMIT_SECONDS = 900;
const PAUSE_MS = 3_000;

/** @returns names of a stage's stacks, sorted */
export async function stacksOfStage(stage: string, client: CloudFormationClient): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
    names.push(...Stacks.map(({ StackName = '' }) => StackName));
  return names.filter((name) => name.startsWith('tradewind-') && name.endsWith(`-${stage}`)).toSorted();
}

/**
 * Compares a stack's resources with its template.
 *
 * @returns what was changed or removed by other means than a deploy
 * @throws Error where CloudFormation cannot tell, or does not within a quarter of an hour
 */
export async function stackDrift(
  StackName: string,
  { client, pause }: Needs,
): Promise<readonly DriftedResource[]> {
  const { StackDriftDetectionId } = await client.send(new DetectStackDriftCommand({ StackName }));
  for (let waited = 0; ; waited += PAUSE_MS) {
    const { DetectionStatus, DetectionStatusReason } = await client.send(
      new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }),
    );
    if (DetectionStatus === 'DETECTION_COMPLETE') break;
    if (DetectionStatus === 'DETECTION_FAILED')
      throw new Error(`${StackName}: drift cannot be detected: ${DetectionStatusReason}`);
    if (waited >= LIMIT_SECONDS * 1000)
      throw new Error(`${StackName}: no word on drift after ${LIMIT_SECONDS} s. Run it again later.`);
    await pause(PAUSE_MS);
  }
  const { StackResourceDrifts = [] } = await client.send(
    new DescribeStackResourceDriftsCommand({
      StackName,
      StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
    }),
  );
  return StackResourceDrifts.map((drift) => ({
    stackName: StackName,
    logicalId: drift.LogicalResourceId ?? '',
    physicalId: drift.PhysicalResourceId ?? '',
    type: drift.ResourceType ?? '',
    isGone: drift.StackResourceDriftStatus === 'DELETED',
    properties: (drift.PropertyDifferences ?? []).map(({ PropertyPath = '' }) => PropertyPath),
  }));
}

/** @returns one line: `tradewind-inventory-dev: StockTable (AWS::DynamoDB::Table) differs in /BillingMode` */
export const inWords = ({ stackName, logicalId, type, isGone, properties }: DriftedResource): string =>
  `${stackName}: ${logicalId} (${type}) ${isGone ? 'is gone' : `differs in ${properties.join(', ') || 'its properties'}`}`;
