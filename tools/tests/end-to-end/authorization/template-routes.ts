import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../workspace/src/templates/template.ts';
import { everyTemplate } from '../consumed-queues.ts';

/** A route as a packaged template deploys it. */
export interface TemplateRoute {
  readonly service: string;
  readonly method: string;
  /** The path in the shared API, such as `/orders/{orderId}`. */
  readonly path: string;
  /** The user pools whose tokens its authorizer accepts; none for a route without an authorizer. */
  readonly pools: readonly ('customer' | 'staff')[];
  /** The scopes of which a token needs one. */
  readonly scopes: readonly string[];
}

/** Every route of every packaged template; the preflights that API Gateway answers are left out. */
export const everyRoute = (): TemplateRoute[] =>
  everyTemplate().flatMap(([service, template]) =>
    resourcesOfType(template, 'AWS::ApiGateway::Method')
      .map(([, { Properties = {} }]) => Properties)
      .filter(({ HttpMethod }) => HttpMethod !== 'OPTIONS')
      .map((method) => ({
        service,
        method: String(method['HttpMethod']),
        path: `/${service}${pathOf(resourceNamedBy(method['ResourceId']), template)}`,
        pools: poolsOf(method, template),
        scopes: (method['AuthorizationScopes'] as string[] | undefined) ?? [],
      })),
  );

function pathOf(logicalId: string | undefined, template: Template): string {
  const resource = template.Resources[logicalId ?? ''];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
  const { ParentId: parent, PathPart: part } = resource.Properties ?? {};
  return `${pathOf(resourceNamedBy(parent), template)}/${String(part)}`;
}

function poolsOf(method: NonNullable<Resource['Properties']>, template: Template): TemplateRoute['pools'] {
  const { AuthorizationType: type = 'NONE', AuthorizerId: authorizerId } = method;
  if (type === 'NONE') return [];
  const authorizer = template.Resources[resourceNamedBy(authorizerId) ?? ''];
  if (type !== 'COGNITO_USER_POOLS' || !authorizer)
    throw new Error(`This test does not know the authorization ${JSON.stringify(type)}.`);
  // `{{resolve:ssm:…/identity/staff-pool-arn}}`, or `Fn::GetAtt` of StaffPool in identity itself.
  const sources = JSON.stringify(authorizer.Properties?.['ProviderARNs']);
  return (['customer', 'staff'] as const).filter((pool) =>
    sources.toLowerCase().replaceAll('-', '').includes(`${pool}pool`),
  );
}
