import type { OslsFunction, Template, TemplateResource } from './osls.ts';

const SHARED_ROLE = 'IamRoleLambdaExecution';

/**
 * Leaves the roles that functions have of their own: the one osls would share between them goes, and
 * CloudFormation names the rest, for a name of ours would have to fit 64 letters.
 */
export function ownRolesOnly({ Resources: resources }: Template): void {
  for (const [logicalId, role] of Object.entries(resources)) {
    if (role.Type !== 'AWS::IAM::Role' || !logicalId.endsWith(SHARED_ROLE)) continue;
    if (logicalId === SHARED_ROLE) {
      delete resources[logicalId];
      continue;
    }
    delete role.Properties['RoleName'];
    for (const statement of statementsOf(role)) leaveLogGroupToTemplate(statement);
  }
}

/**
 * Takes the reasons for grants that no test uses along with the roles: `neverCalled` of functions becomes metadata,
 * which `npm run checks -- access` reads. Roles of `resources` have it as their metadata already.
 *
 * @param functions  by key, as in the serverless.yml
 * @throws Error where a function that says such reasons has no role
 */
export function keepReasons(
  { Resources: resources }: Template,
  functions: Readonly<Record<string, OslsFunction>>,
): void {
  for (const [key, { neverCalled }] of Object.entries(functions)) {
    if (neverCalled === undefined) continue;
    const role = resources[`${normalized(key)}${SHARED_ROLE}`];
    if (role === undefined)
      throw new Error(`The function "${key}" says neverCalled and has no iamRoleStatements.`);
    role.Metadata = { ...role.Metadata, neverCalled };
  }
}

/** In `serverless.yml`, beside iamRoleStatements. */
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

const statementsOf = ({ Properties }: TemplateResource): readonly Statement[] =>
  (Properties['Policies'] as { PolicyDocument: { Statement: readonly Statement[] } }[]).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );

/** The template has the log group, and its retention: a function that made its own would keep lines for ever. */
function leaveLogGroupToTemplate(statement: Statement): void {
  if (Array.isArray(statement.Action))
    statement.Action = statement.Action.filter((action) => action !== 'logs:CreateLogGroup');
}

/** As osls makes a logical id of a function's key. */
const normalized = (key: string): string =>
  `${key.charAt(0).toUpperCase()}${key.slice(1)}`.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
