export type ValueOf = (id: string) => number | undefined;

const FILL = /^FILL\(\s*(?<id>[a-z]\w*)\s*,\s*(?<value>-?\d+(?:\.\d+)?)\s*\)$/;

/**
 * Reads metric math as far as our alarms use it: sums of metrics and numbers, and `FILL(metric, 0)`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * @returns what it comes to: nothing where a metric has no value that nothing fills
 * @throws Error for anything else
 */
export function metricMath(expression: string): (valueOf: ValueOf) => number | undefined {
  const terms = expression.split('+').map((text) => term(text.trim(), expression));
  return (valueOf) =>
    terms
      .map((one) => one(valueOf))
      .reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value));
}

function term(text: string, expression: string): (valueOf: ValueOf) => number | undefined {
  const filled = FILL.exec(text)?.groups;
  if (filled) return (valueOf) => valueOf(filled['id']!) ?? Number(filled['value']);
  if (/^[a-z]\w*$/.test(text)) return (valueOf) => valueOf(text);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return () => Number(text);
  throw new Error(
    `The local cloud adds metrics and fills them, and does not know "${text}" of the expression ${expression}.`,
  );
}
