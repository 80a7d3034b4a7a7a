import type { Template, TemplateResource } from './template.ts';

/** The reasons why routes are public, by route: `GET /products`. */
export type PublicRoutes = Readonly<Record<string, string>>;

/**
 * Copies the reasons of public routes from `custom.publicRoutes` into the metadata of the routes, where
 * `npm run checks -- policies` reads them. A reason for GET holds for HEAD too.
 *
 * @throws Error if a route does not exist or has an authorizer
 */
export function copyPublicRouteReasons({ Resources: resources }: Template, publicRoutes: PublicRoutes): void {
  const methods = new Map(
    Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::ApiGateway::Method')
      .map((method) => [toRoute(method, resources), method]),
  );
  for (const [route, because] of Object.entries(publicRoutes)) {
    const method = methods.get(route);
    const { AuthorizationType: access = 'NONE' } = method?.Properties ?? {};
    if (!method || access !== 'NONE')
      throw new Error(
        `serverless.yml: custom.publicRoutes names ${route}, which ${method ? 'has an authorizer' : 'does not exist'}. Remove it.`,
      );
    for (const read of [method, methods.get(route.replace(/^GET /, 'HEAD '))])
      if (read) read.Metadata = { ...read.Metadata, publicBecause: because };
  }
}

/** @returns a method of the API as `GET /products` */
export const toRoute = ({ Properties }: TemplateResource, resources: Template['Resources']): string =>
  `${String(Properties['HttpMethod'])} ${toPath(Properties['ResourceId'], resources) || '/'}`;

function toPath(reference: unknown, resources: Template['Resources']): string {
  const resource = resources[(reference as { Ref?: string } | undefined)?.Ref ?? ''];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
  const { ParentId: parent, PathPart: part } = resource.Properties;
  return `${toPath(parent, resources)}/${String(part)}`;
}
