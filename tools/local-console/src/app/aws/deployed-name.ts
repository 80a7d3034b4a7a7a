/** Which service deployed a resource, and the name of the resource in its template. */
export interface DeployedName {
  readonly service: string;
  readonly name: string;
}

// `stack-LogicalId-SUFFIX`, and the stack is `tradewind-SERVICE-STAGE`.
const physicalName = /^tradewind-([a-z-]+?)-[a-z0-9]+-([A-Za-z0-9]+)-[0-9A-Za-z]{10,16}(?:\.fifo)?$/;

// A bucket name is unique on AWS: `tradewind-images-STAGE-ACCOUNT-REGION`.
const bucketName = /^tradewind-([a-z-]+?)-[a-z0-9]+-\d{12}-[a-z0-9-]+$/;

/**
 * Reads the service and logical ID from a name that CloudFormation generated: `tradewind-orders-local-OrdersTable-0A…`.
 * Other names
 * contain no service.
 */
export function parseDeployedName(physical: string): DeployedName {
  const [, service = '', name = ''] = physicalName.exec(physical) ?? [];
  if (service !== '') return { service, name };
  return { service: '', name: bucketName.exec(physical)?.[1] ?? physical };
}

/** The last part of an ARN or a queue URL. */
export const lastPart = (arnOrUrl: string): string => /[^:/]+$/.exec(arnOrUrl)?.[0] ?? arnOrUrl;

/** Groups by service, both in alphabetical order. */
export function groupByService<Item>(
  items: readonly Item[],
  deployedName: (item: Item) => DeployedName,
): readonly { readonly service: string; readonly items: readonly Item[] }[] {
  const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  const groups = Map.groupBy(items, (item) => deployedName(item).service);
  return [...groups]
    .map(([service, members]) => ({
      service,
      items: members.toSorted((one, other) => compare(deployedName(one).name, deployedName(other).name)),
    }))
    .toSorted((one, other) => compare(one.service, other.service));
}
