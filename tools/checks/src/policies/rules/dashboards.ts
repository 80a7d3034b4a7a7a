import { readMetricCatalogs } from '../../../../workspace/src/metrics/metric-catalogs.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

const catalogs = await readMetricCatalogs(workspaceRoot);

interface Body {
  readonly widgets: readonly {
    readonly properties: { readonly metrics?: readonly (readonly unknown[])[] };
  }[];
}

/** A metric that a graph shows: of one service, or of any service if it is a search. */
interface GraphMetric {
  readonly name: string;
  /** Sorted names, joined by commas. */
  readonly dimensions: string;
  readonly service?: string;
}

/** Metrics that libs/logging publishes for every service, and their dimensions; see docs/metrics.md. */
const SHARED_METRICS: Readonly<Record<string, string>> = {
  StepDuration: 'outcome,service,step',
  ColdStart: 'function_name,service',
  UnexpectedErrors: 'function_name,service',
  RefusedCommands: 'function_name,service',
};

/** Dashboards show known metrics only: CloudWatch accepts any name and draws an empty graph for an unknown one. */
export const dashboards: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::CloudWatch::Dashboard').flatMap(([id, dashboard]) => {
    const body = parseBody(dashboard);
    if (body === undefined) return [error('The dashboard body is not valid JSON. Fix DashboardBody.', id)];
    return body.widgets
      .flatMap(({ properties: { metrics = [] } }) => metrics.flatMap(toGraphMetrics))
      .filter((metric) => !isPublished(metric))
      .map(({ name, service, dimensions }) =>
        error(
          `The dashboard shows ${name} of ${service ?? 'any service'} by ${dimensions}, which is not in the metrics catalog. Fix the name or the dimensions.`,
          id,
        ),
      );
  });

function toGraphMetrics(metric: readonly unknown[]): GraphMetric[] {
  const [namespace, name, ...rest] = metric;
  if (typeof namespace === 'object')
    return toSearchedMetrics((namespace as { expression?: string }).expression ?? '');
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
const toSearchedMetrics = (expression: string): GraphMetric[] =>
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

function isPublished({ name, service, dimensions }: GraphMetric): boolean {
  const sharedDimensions = SHARED_METRICS[name];
  if (sharedDimensions !== undefined) return dimensions === sharedDimensions;
  const declaring = service === undefined ? [...catalogs.values()] : [catalogs.get(service) ?? {}];
  const metric = declaring.find((catalog) => name in catalog)?.[name];
  return metric !== undefined && dimensions === (metric.kind === 'money' ? 'currency,service' : 'service');
}

function parseBody({ Properties }: Resource): Body | undefined {
  const body = Properties?.['DashboardBody'] as { readonly 'Fn::Sub'?: string } | string | undefined;
  try {
    return JSON.parse(typeof body === 'string' ? body : (body?.['Fn::Sub'] ?? '')) as Body;
  } catch {
    return undefined;
  }
}
