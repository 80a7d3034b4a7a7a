export type GetValue = (id: string) => number | undefined;
type Value = (getValue: GetValue) => number | undefined;
type Operator = (left: number, right: number) => number;

// Operators by precedence, lowest first. A comparison returns 1 or 0.
const PRECEDENCE_LEVELS: readonly Readonly<Record<string, Operator>>[] = [
  {
    '>=': (left, right) => Number(left >= right),
    '<=': (left, right) => Number(left <= right),
    '==': (left, right) => Number(left === right),
    '>': (left, right) => Number(left > right),
    '<': (left, right) => Number(left < right),
  },
  { '+': (left, right) => left + right, '-': (left, right) => left - right },
  { '*': (left, right) => left * right, '/': (left, right) => left / right },
];
const TOKEN = /\s*(?<token>\d+(?:\.\d+)?|[A-Za-z]\w*|>=|<=|==|[-+*/<>(),])/y;

/**
 * Parses the metric math that the alarms use: metrics, numbers, `+ - * /`, comparisons, `FILL(metric, 0)` and
 * `IF(condition, then, else)`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * @returns evaluates the expression: undefined when a metric has no datapoint and no FILL, or for a division by zero
 * @throws Error for any other expression
 */
export function parseMetricMath(expression: string): Value {
  const tokens = tokenize(expression);
  const value = parse(tokens, 0, expression);
  if (tokens.length > 0) throw unsupported(tokens[0]!, expression);
  return value;
}

function tokenize(expression: string): string[] {
  const pattern = new RegExp(TOKEN);
  const tokens: string[] = [];
  const text = expression.trimEnd();
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const token = pattern.exec(text)?.groups?.['token'];
    if (token === undefined) throw unsupported(text.slice(at), expression);
    tokens.push(token);
  }
  return tokens;
}

/** Removes the tokens that it parses from the front of `tokens`. */
function parse(tokens: string[], level: number, expression: string): Value {
  const operators = PRECEDENCE_LEVELS[level];
  if (operators === undefined) return parseOperand(tokens, expression);
  let left = parse(tokens, level + 1, expression);
  for (let operator = operators[tokens[0] ?? '']; operator; operator = operators[tokens[0] ?? '']) {
    tokens.shift();
    left = combine(operator, left, parse(tokens, level + 1, expression));
  }
  return left;
}

const combine =
  (operator: Operator, left: Value, right: Value): Value =>
  (getValue) => {
    const [a, b] = [left(getValue), right(getValue)];
    const value = a === undefined || b === undefined ? undefined : operator(a, b);
    return Number.isFinite(value) ? value : undefined;
  };

function parseOperand(tokens: string[], expression: string): Value {
  const token = tokens.shift() ?? '';
  if (token === '(') return expectClosing(tokens, [parse(tokens, 0, expression)], expression)[0]!;
  if (/^\d/.test(token)) return () => Number(token);
  if (/^[a-z]/.test(token)) return (getValue) => getValue(token);
  const call = functions[token];
  if (call === undefined || tokens.shift() !== '(') throw unsupported(token, expression);
  const args = [parse(tokens, 0, expression)];
  while (tokens[0] === ',') {
    tokens.shift();
    args.push(parse(tokens, 0, expression));
  }
  if (args.length !== call.length) throw unsupported(`${token} with ${args.length} arguments`, expression);
  return call(...(expectClosing(tokens, args, expression) as [Value, Value, Value]));
}

function expectClosing(tokens: string[], values: readonly Value[], expression: string): readonly Value[] {
  if (tokens.shift() !== ')') throw unsupported('a missing )', expression);
  return values;
}

const functions: Readonly<Record<string, (...args: [Value, Value, Value]) => Value>> = {
  FILL: (value: Value, fallback: Value) => (getValue) => value(getValue) ?? fallback(getValue),
  IF: (condition, then, otherwise) => (getValue) => {
    const conditionValue = condition(getValue);
    if (conditionValue === undefined) return undefined;
    return conditionValue === 0 ? otherwise(getValue) : then(getValue);
  },
};

const unsupported = (what: string, expression: string): Error =>
  new Error(`"${what}" in the expression ${expression} is not supported locally.`);
