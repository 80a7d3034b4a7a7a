import {
  CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DescribeStacksCommand,
  DetectStackDriftCommand,
  type Stack,
  type StackResourceDrift,
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

interface Dependencies {
  readonly client: CloudFormationClient;
  readonly pause: (milliseconds: number) => Promise<void>;
}

// CloudFormation takes about seconds for each resource, and minutes for a large stack.
const LIMIT_SECONDS = 900;
const PAUSE_MS = 3_000;

/** @returns names of a stage's stacks, sorted */
export async function stackNamesInStage(
  stage: string,
  client: Pick<CloudFormationClient, 'send'>,
): Promise<readonly string[]> {
  const stacks = await allPages<Stack>(async (NextToken) => {
    const page = await client.send(new DescribeStacksCommand({ NextToken }));
    return { items: page.Stacks, next: page.NextToken };
  });
  return stacks
    .filter((stack) => isOfStage(stack, stage))
    .map(({ StackName = '' }) => StackName)
    .toSorted();
}

/** The name is ambiguous (`orders` in `kim-dev`, `orders-kim` in `dev`); the tag that osls sets is not. */
const isOfStage = ({ StackName = '', Tags = [] }: Stack, stage: string): boolean =>
  StackName.startsWith('tradewind-') &&
  StackName.endsWith(`-${stage}`) &&
  (Tags.find(({ Key }) => Key === 'STAGE')?.Value ?? stage) === stage;

interface Page<Item> {
  readonly items?: readonly Item[] | undefined;
  readonly next?: string | undefined;
}

async function allPages<Item>(page: (token?: string) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await page(token);
    all.push(...items);
    token = next;
  } while (token !== undefined);
  return all;
}

/**
 * Compares a stack's resources with its template.
 *
 * @returns what was changed or removed by other means than a deploy
 * @throws Error when CloudFormation cannot detect drift, or not within a quarter of an hour
 */
export async function stackDrift(
  StackName: string,
  { client, pause }: Dependencies,
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
  const drifts = await allPages<StackResourceDrift>(async (NextToken) => {
    const StackResourceDriftStatusFilters = ['MODIFIED' as const, 'DELETED' as const];
    const page = await client.send(
      new DescribeStackResourceDriftsCommand({ StackName, StackResourceDriftStatusFilters, NextToken }),
    );
    return { items: page.StackResourceDrifts, next: page.NextToken };
  });
  return drifts.map((drift) => ({
    stackName: StackName,
    logicalId: drift.LogicalResourceId ?? '',
    physicalId: drift.PhysicalResourceId ?? '',
    type: drift.ResourceType ?? '',
    isGone: drift.StackResourceDriftStatus === 'DELETED',
    properties: (drift.PropertyDifferences ?? []).map(({ PropertyPath = '' }) => PropertyPath),
  }));
}

/** @returns one line: `tradewind-inventory-dev: StockTable (AWS::DynamoDB::Table) differs in /BillingMode` */
export const describeDrift = ({ stackName, logicalId, type, isGone, properties }: DriftedResource): string =>
  `${stackName}: ${logicalId} (${type}) ${isGone ? 'is gone' : `differs in ${properties.join(', ') || 'its properties'}`}`;
