import type { Template, TemplateResource } from './osls.ts';

/** Why anybody may call a route, by route: `GET /products`. */
export type PublicRoutes = Readonly<Record<string, string>>;

/**
 * Writes into the metadata of each public route why it is: `custom.publicRoutes`. Routes without a reason are told by
 * `npm run checks -- policies`.
 *
 * @throws Error naming a route that does not exist, or that has an authorizer
 */
export function explainPublicRoutes({ Resources: resources }: Template, publicRoutes: PublicRoutes): void {
  const methods = new Map(
    Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::ApiGateway::Method')
      .map((method) => [routeOf(method, resources), method]),
  );
  for (const [route, because] of Object.entries(publicRoutes)) {
    const method = methods.get(route);
    const { AuthorizationType: access = 'NONE' } = method?.Properties ?? {};
    if (!method || access !== 'NONE')
      throw new Error(
        `serverless.yml: custom.publicRoutes names ${route}, which ${method ? 'has an authorizer' : 'is no route'}. Take it out.`,
      );
    method.Metadata = { ...method.Metadata, publicBecause: because };
  }
}

const routeOf = ({ Properties }: TemplateResource, resources: Template['Resources']): string =>
  `${String(Properties['HttpMethod'])} ${pathOf(Properties['ResourceId'], resources) || '/'}`;

function pathOf(reference: unknown, resources: Template['Resources']): string {
  const resource = resources[(reference as { Ref?: string } | undefined)?.Ref ?? ''];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
  const { ParentId: parent, PathPart: part } = resource.Properties;
  return `${pathOf(parent, resources)}/${String(part)}`;
}
