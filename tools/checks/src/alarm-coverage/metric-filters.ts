import { parseFilterPattern, type FilterPattern } from '../../../workspace/src/log-filters/index.ts';
import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../workspace/src/templates/template.ts';

/** `AWS::Logs::MetricFilter` of a template. */
export interface TemplateFilter {
  readonly id: string;
  readonly text: string;
  readonly pattern: FilterPattern;
  /** Its name, where the template has it. */
  readonly logGroup: string | undefined;
  readonly metrics: readonly { readonly namespace: string; readonly name: string }[];
}

interface Transformation {
  readonly MetricNamespace: string;
  readonly MetricName: string;
}

/**
 * @param logGroups  names that other stacks publish, by the parameter
 * @throws Error where a pattern is none
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
  given: unknown,
): string | undefined {
  if (typeof given === 'string') {
    const parameter = /^\{\{resolve:ssm:([^:]+)\}\}$/.exec(given)?.[1];
    return parameter === undefined ? given : published.get(parameter);
  }
  const name = template.Resources[resourceNamedBy(given) ?? '']?.Properties?.['LogGroupName'];
  return typeof name === 'string' ? name : undefined;
}

/** @returns names of the log groups that the stacks publish, by the parameter that holds each */
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
