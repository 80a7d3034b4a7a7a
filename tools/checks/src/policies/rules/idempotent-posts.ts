import {
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

/**
 * Every POST route declares the header `Idempotency-Key`, and its function stores replies or has a reason not to: the
 * conventions copy the reasons from `custom.idempotentFunctions` in serverless.yml into the metadata of the routes.
 */
export const idempotentPosts: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::ApiGateway::Method')
    .filter(([, { Properties }]) => Properties?.['HttpMethod'] === 'POST')
    .filter(([, method]) => (method as ResourceWithMetadata).Metadata?.['idempotentBecause'] === undefined)
    .filter(([, method]) => !declaresKey(method) || !storesReplies(method, template))
    .map(([id]) =>
      error(
        "The route does not honor Idempotency-Key. Declare the header and set the handler's option idempotency, or give the reason under custom.idempotentFunctions.",
        id,
      ),
    );

type ResourceWithMetadata = Resource & { readonly Metadata?: Readonly<Record<string, unknown>> };

const declaresKey = ({ Properties }: Resource): boolean =>
  'method.request.header.Idempotency-Key' in ((Properties?.['RequestParameters'] ?? {}) as object);

function storesReplies({ Properties }: Resource, { Resources }: Template): boolean {
  const integration = JSON.stringify(Properties?.['Integration'] ?? {});
  return Object.entries(Resources).some(
    ([id, { Type, Properties: properties }]) =>
      Type === 'AWS::Lambda::Function' &&
      integration.includes(`"${id}"`) &&
      JSON.stringify(properties?.['Environment'] ?? {}).includes('"IDEMPOTENCY_TABLE"'),
  );
}
