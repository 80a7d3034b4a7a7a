import { changedParts } from './changed-parts.ts';
import { inShort } from './statements.ts';
import {
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';

/** @returns the API's routes that come, go, let others in, or are answered by something else */
export function routeChanges(before: Template, after: Template): string[] {
  const [old, now] = [routesOf(before), routesOf(after)];
  return [
    ...[...now]
      .filter(([route]) => !old.has(route))
      .map(([route, method]) => `route added: ${route} (${accessOf(method)})`),
    ...[...old.keys()].filter((route) => !now.has(route)).map((route) => `route removed: ${route}`),
    ...[...now].flatMap(([route, method]) => {
      const previous = old.get(route);
      return previous ? changesOf(route, previous, method) : [];
    }),
  ];
}

function changesOf(route: string, before: Resource, after: Resource): string[] {
  const [was, is] = [accessOf(before), accessOf(after)];
  const isOpenedOrClosed = (was === 'public') !== (is === 'public');
  const parts = changedParts(before, after, [
    'AuthorizationType',
    'AuthorizationScopes',
    'ResourceId',
    ...(isOpenedOrClosed ? ['AuthorizerId'] : []),
  ]);
  return [
    ...(was === is ? [] : [`route changed: ${route} is now ${is}, was ${was}`]),
    ...(parts ? [`route changed: ${route} (${parts})`] : []),
  ];
}

/** @returns each route by `GET /products/{productId}`; what API Gateway answers to browsers by itself is left out */
function routesOf(template: Template): Map<string, Resource> {
  const paths = new Map(resourcesOfType(template, 'AWS::ApiGateway::Resource'));
  const routes = resourcesOfType(template, 'AWS::ApiGateway::Method')
    .filter(([, method]) => !isPreflight(method))
    .map(([, method]) => {
      const { HttpMethod: verb, ResourceId: resourceId } = method.Properties ?? {};
      return [`${String(verb)} ${pathOf(refOf(resourceId), paths) || '/'}`, method] as const;
    });
  return new Map(routes);
}

const isPreflight = ({ Properties = {} }: Resource): boolean =>
  Properties['HttpMethod'] === 'OPTIONS' &&
  (Properties['Integration'] as { Type?: unknown } | undefined)?.Type === 'MOCK';

function pathOf(id: string | undefined, paths: ReadonlyMap<string, Resource>): string {
  const resource = id === undefined ? undefined : paths.get(id);
  if (!resource) return '';
  const { ParentId: parent, PathPart: part } = resource.Properties ?? {};
  return `${pathOf(refOf(parent), paths)}/${String(part)}`;
}

const refOf = (value: unknown): string | undefined => (value as { Ref?: string } | undefined)?.Ref;

function accessOf({ Properties = {} }: Resource): string {
  const { AuthorizationType: type, AuthorizationScopes: scopes } = Properties;
  if (type === undefined || type === 'NONE') return 'public';
  const callers =
    type === 'COGNITO_USER_POOLS' ? 'signed-in callers' : `callers whom ${inShort(type)} lets through`;
  return Array.isArray(scopes) ? `for callers with ${scopes.join(' or ')}` : `for ${callers}`;
}
