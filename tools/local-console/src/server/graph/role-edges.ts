import { type Statement, many } from '../../../../workspace/src/iam/policy.ts';
import type { EdgeKind, GraphEdge, GraphNode } from './graph.ts';
import { connect } from './edges.ts';
import { type MarkedResource, keysIn } from './resolved-templates.ts';

/** How a call of an action moves data. Calls that poll an event source are missing: the mapping is the edge. */
const actionKinds: readonly (readonly [pattern: RegExp, kind: EdgeKind])[] = [
  [/^dynamodb:(Get|BatchGet|Query|Scan)(?!Records|ShardIterator)/, 'read'],
  [/^dynamodb:(Put|Update|Delete|BatchWrite|TransactWrite|ConditionCheck)/, 'write'],
  [/^s3:(Get|List|Head)/, 'read'],
  [/^s3:(Put|Delete|Abort)/, 'write'],
  [/^ssm:GetParameter/, 'read'],
  [/^ssm:PutParameter/, 'write'],
  [/^cognito-idp:(Admin)?(Get|List)/, 'read'],
  [/^cognito-idp:/, 'write'],
  [/^sns:Publish/, 'event'],
  [/^sqs:SendMessage/, 'message'],
  [/^lambda:Invoke/, 'invoke'],
  [/^states:Start/, 'invoke'],
  [/^ses:Send/, 'message'],
];

const kindOf = (action: string): EdgeKind | undefined =>
  actionKinds.find(([pattern]) => pattern.test(action))?.[1];

/** Where a function or task sends email; SES is no resource of a single service. */
export const emailNode: GraphNode = {
  id: 'external/email',
  service: 'external',
  kind: 'external',
  name: 'Email (SES)',
};

/** What the roles of functions and tasks allow them to call: an edge per target and kind, labeled with the actions. */
export function roleEdges(resources: readonly MarkedResource[]): {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
} {
  const nodes = new Map<string, GraphNode>();
  const edges = resources.flatMap((caller) => {
    const [roleKey] = keysIn(caller.properties[callerTypes[caller.type] ?? '']);
    const statements = resources
      .filter((resource) => grantsTo(resource, roleKey))
      .flatMap(({ properties }) => policyStatements(properties));
    const actions = new Map<string, Set<string>>();
    for (const statement of statements) {
      for (const action of statement.Effect === 'Allow' ? many(statement.Action) : []) {
        const kind = kindOf(action);
        if (kind === undefined) continue;
        for (const target of targetsOf(caller, action, statement, nodes)) {
          const edge = JSON.stringify([kind, target]);
          actions.set(edge, (actions.get(edge) ?? new Set()).add(action));
        }
      }
    }
    return [...actions].map(([edge, allowed]) => {
      const [kind, target] = JSON.parse(edge) as [EdgeKind, string];
      return connect(kind, caller.key, target, [...allowed]);
    });
  });
  return { nodes: [...nodes.values()], edges };
}

/** By type of the caller, the property that names its role. */
const callerTypes: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'Role',
  'AWS::ECS::TaskDefinition': 'TaskRoleArn',
};

const grantsTo = ({ key, type, properties }: MarkedResource, role: string | undefined): boolean =>
  role !== undefined &&
  ((type === 'AWS::IAM::Role' && key === role) ||
    (type === 'AWS::IAM::Policy' && keysIn(properties['Roles']).includes(role)));

function policyStatements(properties: MarkedResource['properties']): readonly Statement[] {
  const policies = (properties['Policies'] ?? [properties]) as readonly {
    readonly PolicyDocument?: { readonly Statement?: Statement | readonly Statement[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument?.Statement ?? []);
}

/** Resources by their markers; parameters, which may be secrets of no template, by name; email by its service. */
function targetsOf(
  { service }: MarkedResource,
  action: string,
  statement: Statement,
  nodes: Map<string, GraphNode>,
): readonly string[] {
  if (action.startsWith('ses:')) {
    nodes.set(emailNode.id, emailNode);
    return [emailNode.id];
  }
  if (action.startsWith('ssm:')) {
    return many(statement.Resource).flatMap((arn) => {
      const name = /:parameter(\/.+)$/.exec(arn)?.[1];
      if (name === undefined) return [];
      const id = `${service}${name}`;
      nodes.set(id, {
        id,
        service,
        kind: 'parameter',
        name: name.split('/').at(-1) ?? name,
        ref: name,
      });
      return [id];
    });
  }
  return keysIn(statement.Resource);
}
