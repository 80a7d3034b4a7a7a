import { parseFilterPattern, type FilterPattern } from '../../log-filters/src/index.ts';
import { resourceNamedBy, resourcesOfType, type Template } from '../../deploy/src/packages/template.ts';

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

/** @throws Error where a pattern is none */
export const metricFilters = (template: Template): TemplateFilter[] =>
  resourcesOfType(template, 'AWS::Logs::MetricFilter').map(([id, { Properties = {} }]) => {
    const text = String(Properties['FilterPattern']);
    const transformations = (Properties['MetricTransformations'] ?? []) as readonly Transformation[];
    return {
      id,
      text,
      pattern: parseFilterPattern(text),
      logGroup: logGroupName(template, Properties['LogGroupName']),
      metrics: transformations.map(({ MetricNamespace, MetricName }) => ({
        namespace: MetricNamespace,
        name: MetricName,
      })),
    };
  });

function logGroupName(template: Template, given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  const name = template.Resources[resourceNamedBy(given) ?? '']?.Properties?.['LogGroupName'];
  return typeof name === 'string' ? name : undefined;
}
