import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { Stacks } from '../../aws/stacks.ts';
import type { Tables } from '../../aws/tables.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';

interface Target {
  readonly name: string;
  readonly stackName: string;
}

interface Dependencies {
  readonly stacks: Pick<Stacks, 'resources' | 'template'>;
  readonly tables: Tables;
}

/** How to delete a retained resource by its name. */
const deletions: Readonly<Record<string, (name: string) => string>> = {
  'AWS::DynamoDB::Table': (name) =>
    `aws dynamodb update-table --no-deletion-protection-enabled --table-name ${name} && aws dynamodb delete-table --table-name ${name}`,
  'AWS::Cognito::UserPool': (id) =>
    `aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-pool-id ${id} && aws cognito-idp delete-user-pool --user-pool-id ${id}`,
  'AWS::S3::Bucket': (name) => `empty ${name} with all versions in the S3 console, and delete it`,
};

const isRetained = (template: Template, id: string): boolean =>
  template.Resources[id]?.DeletionPolicy?.startsWith('Retain') ?? false;

/**
 * Disables the deletion protection of the tables that CloudFormation deletes with the stack: those whose deletion policy
 * is not to retain them.
 *
 * @returns how to delete what is retained: one line per table, user pool or bucket
 */
export async function unprotectDeletedTables(
  { name, stackName }: Target,
  { stacks, tables }: Dependencies,
): Promise<string[]> {
  const template = await stacks.template(stackName);
  if (template === undefined) return [];
  const resources = await stacks.resources(stackName);
  const retained: string[] = [];
  for (const {
    LogicalResourceId: id = '',
    PhysicalResourceId: physicalId,
    ResourceType: type,
  } of resources) {
    if (!physicalId) continue;
    if (isRetained(template, id)) retained.push(...describe({ name, id, type, physicalId }));
    else if (type === 'AWS::DynamoDB::Table') await tables.unprotect(physicalId);
  }
  return retained;
}

const describe = ({
  name,
  id,
  type,
  physicalId,
}: {
  readonly name: string;
  readonly id: string;
  readonly type: StackResourceSummary['ResourceType'];
  readonly physicalId: string;
}): string[] => {
  const deletion = deletions[type ?? '']?.(physicalId);
  return deletion === undefined ? [] : [`${name} retains ${id}. To delete its data: ${deletion}`];
};
