import { AwsError } from '../../../contract/aws-error.ts';
import type { Metric } from '../metrics/metric.ts';

/** A parsed `SEARCH('{Namespace,Dimension} term MetricName="X"', 'Sum', 300)`. */
export interface Search {
  readonly statistic: string;
  /** Undefined if the expression names none: the period of the request applies. */
  readonly periodSeconds: number | undefined;
  /** Whether the search is the argument of SUM. */
  readonly isSummed: boolean;
  matches(metric: Metric): boolean;
}

const EXPRESSION =
  /^(?<sum>SUM\(\s*)?SEARCH\(\s*'(?<query>[^']*)'\s*,\s*'(?<statistic>[^']+)'\s*(?:,\s*(?<period>\d+)\s*)?\)(?<end>\s*\))?$/;
const QUERY = /^\{(?<schema>(?:"[^"]*"|[^}"])*)\}\s*(?<terms>.*)$/;
const TERM = /(?:(?<property>[\w.-]+)=)?(?:"(?<quoted>[^"]*)"|(?<bare>[^\s"()]+))/g;

export const isSearch = (expression: string): boolean => expression.includes('SEARCH(');

/**
 * Parses a search expression with a schema and terms that must all match, alone or in SUM.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 *
 * @throws AwsError ValidationError for AND, OR, NOT and other functions
 */
export function parseSearch(expression: string): Search {
  const { sum, query, statistic, period, end } = EXPRESSION.exec(expression.trim())?.groups ?? {};
  const { schema, terms } = QUERY.exec(query ?? '')?.groups ?? {};
  if (statistic === undefined || schema === undefined || (sum === undefined) !== (end === undefined))
    throw unsupported(expression);
  const [namespace, ...dimensions] = schema.split(',').map(unquote);
  const checks = [...(terms ?? '').matchAll(TERM)].map(({ groups }) => toCheck(groups ?? {}, expression));
  return {
    statistic,
    periodSeconds: period === undefined ? undefined : Number(period),
    isSummed: sum !== undefined,
    matches: (metric) =>
      metric.namespace === namespace &&
      hasDimensions(metric, dimensions) &&
      checks.every((check) => check(metric)),
  };
}

const unquote = (text: string): string => text.trim().replace(/^"(.*)"$/, '$1');

const hasDimensions = ({ dimensions }: Metric, names: readonly string[]): boolean =>
  Object.keys(dimensions).length === names.length && names.every((name) => Object.hasOwn(dimensions, name));

function toCheck(
  { property, quoted, bare }: { property?: string; quoted?: string; bare?: string },
  expression: string,
): (metric: Metric) => boolean {
  const value = quoted ?? bare ?? '';
  if (property === undefined && quoted === undefined && /^(AND|OR|NOT)$/.test(value))
    throw unsupported(expression);
  if (property === undefined) return (metric) => textsOf(metric).some((text) => contains(text, value));
  return ({ name, dimensions }) => (property === 'MetricName' ? name : dimensions[property]) === value;
}

const textsOf = ({ name, dimensions }: Metric): string[] => [
  name,
  ...Object.keys(dimensions),
  ...Object.values(dimensions),
];

/** A term matches whole words, which other than alphanumeric characters separate. */
const contains = (text: string, term: string): boolean => ` ${toWords(text)} `.includes(` ${toWords(term)} `);

const toWords = (text: string): string =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join(' ');

const unsupported = (expression: string): AwsError =>
  new AwsError('ValidationError', `The search expression ${expression} is not supported locally.`);
