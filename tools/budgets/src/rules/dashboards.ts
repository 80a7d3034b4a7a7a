import { businessMetrics } from '#libs/logging';
import { resourcesOfType, type Resource } from '../../../deploy/src/packages/template.ts';
import { error, type Rule } from '../finding.ts';

interface Body {
  readonly widgets: readonly {
    readonly properties: { readonly metrics?: readonly (readonly unknown[])[] };
  }[];
}

const serviceOf = new Map(Object.entries(businessMetrics).map(([name, { service }]) => [name, service]));

/** CloudWatch takes any metric, and a graph of one that nobody counts is as empty as one of a quiet day. */
export const dashboards: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::CloudWatch::Dashboard').flatMap(([id, dashboard]) => {
    const body = bodyOf(dashboard);
    if (body === undefined) return [error('has a body that is no JSON.', id)];
    return body.widgets
      .flatMap(({ properties: { metrics = [] } }) => metrics)
      .filter(([namespace]) => typeof namespace === 'string' && namespace.startsWith('tradewind/'))
      .filter(([, name, , service]) => serviceOf.get(String(name)) !== service)
      .map(([, name, , service]) =>
        error(`shows ${String(name)} of ${String(service)}, which is not in the catalogue of metrics.`, id),
      );
  });

function bodyOf({ Properties }: Resource): Body | undefined {
  const body = Properties?.['DashboardBody'] as { readonly 'Fn::Sub'?: string } | string | undefined;
  try {
    return JSON.parse(typeof body === 'string' ? body : (body?.['Fn::Sub'] ?? '')) as Body;
  } catch {
    return undefined;
  }
}
