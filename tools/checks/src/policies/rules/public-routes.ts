import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

/**
 * Every route of an API has an authorizer, or says why anybody may call it: `custom.publicRoutes` of the serverless.yml,
 * which the conventions write into the route's metadata. A preflight carries no token by its nature.
 */
export const publicRoutes: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::ApiGateway::Method')
    .filter(([, { Properties }]) => Properties?.['HttpMethod'] !== 'OPTIONS')
    .filter(([, { Properties }]) => (Properties?.['AuthorizationType'] ?? 'NONE') === 'NONE')
    .filter(([, method]) => (method as Described).Metadata?.['publicBecause'] === undefined)
    .map(([id]) =>
      error('answers anybody. Give it an authorizer, or its reason under custom.publicRoutes.', id),
    );

type Described = Resource & { readonly Metadata?: Readonly<Record<string, unknown>> };
