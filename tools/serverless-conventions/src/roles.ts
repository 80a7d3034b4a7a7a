import type { OslsFunction } from './osls.ts';
import type { Template, TemplateResource } from './template.ts';

const SHARED_ROLE = 'IamRoleLambdaExecution';

/**
 * Removes the shared role of osls, so that only the roles of single functions remain. It also removes their names:
 * CloudFormation generates names that fit into 64 characters.
 */
export function keepFunctionRoles({ Resources: resources }: Template): void {
  for (const [logicalId, role] of Object.entries(resources)) {
    if (role.Type !== 'AWS::IAM::Role' || !logicalId.endsWith(SHARED_ROLE)) continue;
    if (logicalId === SHARED_ROLE) {
      delete resources[logicalId];
      continue;
    }
    delete role.Properties['RoleName'];
    for (const statement of toStatements(role)) removeCreateLogGroup(statement);
  }
}

/**
 * Copies `neverCalled` of functions, the reasons for grants that no test uses, into the metadata of their roles, where
 * `npm run checks -- access` reads them. Roles under `resources` declare it as metadata themselves.
 *
 * @param functions  by key, as in serverless.yml
 * @throws Error if a function with `neverCalled` has no role
 */
export function copyNeverCalledReasons(
  { Resources: resources }: Template,
  functions: Readonly<Record<string, OslsFunction>>,
): void {
  for (const [key, { neverCalled }] of Object.entries(functions)) {
    if (neverCalled === undefined) continue;
    const role = resources[`${toLogicalId(key)}${SHARED_ROLE}`];
    if (role === undefined)
      throw new Error(`The function "${key}" has neverCalled but no iamRoleStatements. Remove neverCalled.`);
    role.Metadata = { ...role.Metadata, neverCalled };
  }
}

/** The JSON schema of `neverCalled` in serverless.yml, next to iamRoleStatements. */
export const neverCalledSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { action: {}, resource: {}, because: { type: 'string' } },
    required: ['action', 'because'],
    additionalProperties: false,
  },
};

interface Statement {
  Action: unknown;
}

const toStatements = ({ Properties }: TemplateResource): readonly Statement[] =>
  (Properties['Policies'] as { PolicyDocument: { Statement: readonly Statement[] } }[]).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );

/** The template declares the log groups with a retention period; one that a function creates would have none. */
function removeCreateLogGroup(statement: Statement): void {
  if (Array.isArray(statement.Action))
    statement.Action = statement.Action.filter((action) => action !== 'logs:CreateLogGroup');
}

/** Converts the key of a function to a logical id as osls does. */
/** Converts the key of a function to the logical id of osls, without a suffix: `ReceiveDashwebhook`. */
export const toLogicalId = (key: string): string =>
  `${key.charAt(0).toUpperCase()}${key.slice(1)}`.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
