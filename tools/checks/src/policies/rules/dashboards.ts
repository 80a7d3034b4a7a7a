import { businessMetrics } from '#libs/logging';
import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

interface Body {
  readonly widgets: readonly {
    readonly properties: { readonly metrics?: readonly (readonly unknown[])[] };
  }[];
}

/** What a graph shows: a metric of one service, or by a search that of any. */
interface Shown {
  readonly name: string;
  readonly dimensions: string;
  readonly service?: string;
}

/** Counted by libs/logging in every service; docs/metrics.md. */
const OF_EVERY_SERVICE: Readonly<Record<string, string>> = {
  StepDuration: 'outcome,service,step',
  ColdStart: 'function_name,service',
  UnexpectedErrors: 'function_name,service',
};

/** CloudWatch takes any metric, and a graph of one that nobody counts is as empty as one of a quiet day. */
export const dashboards: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::CloudWatch::Dashboard').flatMap(([id, dashboard]) => {
    const body = bodyOf(dashboard);
    if (body === undefined) return [error('has a body that is no JSON.', id)];
    return body.widgets
      .flatMap(({ properties: { metrics = [] } }) => metrics.flatMap(shownBy))
      .filter((shown) => !isCounted(shown))
      .map(({ name, service, dimensions }) =>
        error(
          `shows ${name} of ${service ?? 'any service'} by ${dimensions}, which is not in the catalog of metrics.`,
          id,
        ),
      );
  });

function shownBy(metric: readonly unknown[]): Shown[] {
  const [namespace, name, ...rest] = metric;
  if (typeof namespace === 'object') return searched((namespace as { expression?: string }).expression ?? '');
  if (!String(namespace).startsWith('tradewind/')) return [];
  const dimensions = rest.filter((part) => typeof part === 'string');
  const named = dimensions.filter((_, index) => index % 2 === 0);
  const service = dimensions[dimensions.indexOf('service') + 1];
  return [
    {
      name: String(name),
      dimensions: named.toSorted().join(),
      ...(named.includes('service') && service !== undefined && { service }),
    },
  ];
}

/** `SEARCH('{"tradewind/prod",currency,service} MetricName="OrderValue"', 'Sum', 300)` */
const searched = (expression: string): Shown[] =>
  [...expression.matchAll(/SEARCH\('\{"?tradewind\/[^,]+,([^}]+)\}([^']*)'/g)].map(
    ([, names = '', asked = '']) => {
      const service = /service="([^"]*)"/.exec(asked)?.[1];
      return {
        name: /MetricName="([^"]*)"/.exec(asked)?.[1] ?? 'everything',
        dimensions: names.split(',').toSorted().join(),
        ...(service !== undefined && { service }),
      };
    },
  );

function isCounted({ name, service, dimensions }: Shown): boolean {
  const ofEvery = OF_EVERY_SERVICE[name];
  if (ofEvery !== undefined) return dimensions === ofEvery;
  const metric = Object.entries(businessMetrics).find(([known]) => known === name)?.[1];
  if (metric === undefined || (service !== undefined && metric.service !== service)) return false;
  return dimensions === (metric.kind === 'money' ? 'currency,service' : 'service');
}

function bodyOf({ Properties }: Resource): Body | undefined {
  const body = Properties?.['DashboardBody'] as { readonly 'Fn::Sub'?: string } | string | undefined;
  try {
    return JSON.parse(typeof body === 'string' ? body : (body?.['Fn::Sub'] ?? '')) as Body;
  } catch {
    return undefined;
  }
}
