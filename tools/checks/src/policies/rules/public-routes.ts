import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

/**
 * Every route has an authorizer or a reason to be public. The conventions copy the reasons from `custom.publicRoutes` in
 * serverless.yml into the metadata of the routes. A CORS preflight never carries a token.
 */
export const publicRoutes: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::ApiGateway::Method')
    .filter(([, { Properties }]) => Properties?.['HttpMethod'] !== 'OPTIONS')
    .filter(([, { Properties }]) => (Properties?.['AuthorizationType'] ?? 'NONE') === 'NONE')
    .filter(([, method]) => (method as ResourceWithMetadata).Metadata?.['publicBecause'] === undefined)
    .map(([id]) =>
      error('The route is public. Set an authorizer, or give the reason under custom.publicRoutes.', id),
    );

type ResourceWithMetadata = Resource & { readonly Metadata?: Readonly<Record<string, unknown>> };
