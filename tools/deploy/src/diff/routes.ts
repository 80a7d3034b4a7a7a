import { resourcesOfType, type Resource, type Template } from '../packages/template.ts';

/** @returns the API's routes that come, go, or let others in */
export function routeChanges(before: Template, after: Template): string[] {
  const [old, now] = [routesOf(before), routesOf(after)];
  return [
    ...[...now.keys()]
      .filter((route) => !old.has(route))
      .map((route) => `route added: ${route} (${now.get(route)})`),
    ...[...old.keys()].filter((route) => !now.has(route)).map((route) => `route removed: ${route}`),
    ...[...now]
      .filter(([route, access]) => old.has(route) && old.get(route) !== access)
      .map(([route, access]) => `route changed: ${route} is now ${access}, was ${old.get(route)}`),
  ];
}

/** @returns who may call each route, by `GET /products/{productId}` */
function routesOf(template: Template): Map<string, string> {
  const paths = new Map(
    resourcesOfType(template, 'AWS::ApiGateway::Resource').map(([id, resource]) => [id, resource]),
  );
  const routes = resourcesOfType(template, 'AWS::ApiGateway::Method')
    .filter(([, { Properties }]) => Properties?.['HttpMethod'] !== 'OPTIONS')
    .map(([, { Properties = {} }]) => {
      const { HttpMethod: method, ResourceId: resourceId } = Properties;
      return [`${String(method)} ${pathOf(refOf(resourceId), paths) || '/'}`, accessOf(Properties)] as const;
    });
  return new Map(routes);
}

function pathOf(id: string | undefined, paths: ReadonlyMap<string, Resource>): string {
  const resource = id === undefined ? undefined : paths.get(id);
  if (!resource) return '';
  const { ParentId: parent, PathPart: part } = resource.Properties ?? {};
  return `${pathOf(refOf(parent), paths)}/${String(part)}`;
}

const refOf = (value: unknown): string | undefined => (value as { Ref?: string } | undefined)?.Ref;

function accessOf({ AuthorizationType: type, AuthorizationScopes: scopes }: Record<string, unknown>): string {
  if (type === undefined || type === 'NONE') return 'public';
  return Array.isArray(scopes) ? `for callers with ${scopes.join(' or ')}` : 'for signed-in callers';
}
