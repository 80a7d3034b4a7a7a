import { parseFilterPattern, type FilterPattern } from '../../../workspace/src/log-filters/index.ts';
import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../workspace/src/templates/template.ts';

/** An `AWS::Logs::MetricFilter` of a template. */
export interface TemplateFilter {
  readonly id: string;
  readonly text: string;
  readonly pattern: FilterPattern;
  /** The name of the log group, if the template has it. */
  readonly logGroup: string | undefined;
  readonly metrics: readonly { readonly namespace: string; readonly name: string }[];
}

interface Transformation {
  readonly MetricNamespace: string;
  readonly MetricName: string;
}

/**
 * @param logGroups  names of log groups that other stacks publish, by SSM parameter
 * @throws Error if a filter pattern is invalid
 */
export const metricFilters = (template: Template, logGroups: ReadonlyMap<string, string>): TemplateFilter[] =>
  resourcesOfType(template, 'AWS::Logs::MetricFilter').map(([id, { Properties = {} }]) => {
    const text = String(Properties['FilterPattern']);
    const transformations = (Properties['MetricTransformations'] ?? []) as readonly Transformation[];
    return {
      id,
      text,
      pattern: parseFilterPattern(text),
      logGroup: logGroupName(template, logGroups, Properties['LogGroupName']),
      metrics: transformations.map(({ MetricNamespace, MetricName }) => ({
        namespace: MetricNamespace,
        name: MetricName,
      })),
    };
  });

function logGroupName(
  template: Template,
  published: ReadonlyMap<string, string>,
  value: unknown,
): string | undefined {
  if (typeof value === 'string') {
    const parameter = /^\{\{resolve:ssm:([^:]+)\}\}$/.exec(value)?.[1];
    return parameter === undefined ? value : published.get(parameter);
  }
  const name = template.Resources[resourceNamedBy(value) ?? '']?.Properties?.['LogGroupName'];
  return typeof name === 'string' ? name : undefined;
}

/** @returns the names of the log groups that the stacks publish, by SSM parameter */
export const publishedLogGroups = (templates: readonly Template[]): Map<string, string> =>
  new Map(
    templates.flatMap((template) =>
      resourcesOfType(template, 'AWS::SSM::Parameter').flatMap(([, { Properties }]) => {
        const published = template.Resources[resourceNamedBy(Properties?.['Value']) ?? ''];
        const name = published?.Properties?.['LogGroupName'];
        return typeof name === 'string' ? [[String(Properties?.['Name']), name] as const] : [];
      }),
    ),
  );
