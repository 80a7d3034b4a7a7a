import type { HttpEvent, OslsFunction, OslsService } from './osls.ts';
import { toRoute } from './public-routes.ts';
import type { Template, TemplateResource } from './template.ts';

const TABLE = 'IdempotencyTable';

/**
 * Gives every function with a POST route the table of replies by `Idempotency-Key`, and the permission to write it.
 * `custom.idempotentFunctions` has the reasons for functions that recognize repetitions by themselves.
 *
 * @param service  changed in place, before osls compiles it
 * @throws Error if a reason names a function without a POST route
 */
export function applyIdempotency({ functions, custom }: OslsService): void {
  const reasons = custom?.idempotentFunctions ?? {};
  for (const name of Object.keys(reasons))
    if (!functions[name] || !hasPost(functions[name]))
      throw new Error(
        `serverless.yml: custom.idempotentFunctions names ${name}, which has no POST route. Remove it.`,
      );
  for (const [name, definition] of Object.entries(functions)) {
    if (!hasPost(definition) || name in reasons) continue;
    definition.environment = { ...definition.environment, IDEMPOTENCY_TABLE: { Ref: TABLE } };
    definition.iamRoleStatements = [...(definition.iamRoleStatements ?? []), writeReplies];
  }
}

const hasPost = ({ events = [] }: OslsFunction): boolean => events.some(({ http }) => http && isPost(http));

const isPost = ({ method }: HttpEvent): boolean => method.toLowerCase() === 'post';

const writeReplies = {
  Effect: 'Allow',
  Action: ['dynamodb:PutItem'],
  Resource: { 'Fn::GetAtt': [TABLE, 'Arn'] },
};

/** @returns the reasons of `custom.idempotentFunctions` by the POST routes of the functions: `POST /webhooks` */
export function idempotentRoutes({ functions, custom }: OslsService): Map<string, string> {
  return new Map(
    Object.entries(custom?.idempotentFunctions ?? {}).flatMap(([name, because]) =>
      (functions[name]?.events ?? []).flatMap(({ http }) =>
        http && isPost(http) ? [[`POST /${http.path.replace(/^\//, '')}`, because] as const] : [],
      ),
    ),
  );
}

/**
 * Adds the table of replies if a function uses it, and the reasons why routes need none to the routes, where
 * `npm run checks -- policies` reads them.
 *
 * @param reasons  by route, from {@link idempotentRoutes}
 */
export function addIdempotencyTable(
  { Resources: resources }: Template,
  reasons: ReadonlyMap<string, string> = new Map(),
): void {
  if (JSON.stringify(resources).includes(`{"Ref":"${TABLE}"}`)) resources[TABLE] = table();
  for (const method of Object.values(resources)) {
    if (method.Type !== 'AWS::ApiGateway::Method') continue;
    const because = reasons.get(toRoute(method, resources));
    if (because !== undefined) method.Metadata = { ...method.Metadata, idempotentBecause: because };
  }
}

/** The replies expire after a day, so the table goes with its stack. */
const table = (): TemplateResource => ({
  Type: 'AWS::DynamoDB::Table',
  DeletionPolicy: 'Delete',
  UpdateReplacePolicy: 'Delete',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    TimeToLiveSpecification: { AttributeName: 'expiration', Enabled: true },
    SSESpecification: { SSEEnabled: true },
  },
});
