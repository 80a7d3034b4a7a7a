export type ValueOf = (id: string) => number | undefined;
type Value = (valueOf: ValueOf) => number | undefined;
type Operator = (left: number, right: number) => number;

// By how tightly they bind, loosest first. A comparison is 1 or 0.
const LEVELS: readonly Readonly<Record<string, Operator>>[] = [
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
 * Reads metric math as far as our alarms use it: metrics, numbers, `+ - * /`, comparisons, `FILL(metric, 0)` and
 * `IF(condition, then, else)`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 *
 * @returns what it comes to: nothing where a metric has no value that nothing fills, or where it is divided by zero
 * @throws Error for anything else
 */
export function metricMath(expression: string): Value {
  const tokens = tokensOf(expression);
  const value = parsed(tokens, 0, expression);
  if (tokens.length > 0) throw unknown(tokens[0]!, expression);
  return value;
}

function tokensOf(expression: string): string[] {
  const pattern = new RegExp(TOKEN);
  const tokens: string[] = [];
  const text = expression.trimEnd();
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const token = pattern.exec(text)?.groups?.['token'];
    if (token === undefined) throw unknown(text.slice(at), expression);
    tokens.push(token);
  }
  return tokens;
}

/** Takes what it reads from the front of `tokens`. */
function parsed(tokens: string[], level: number, expression: string): Value {
  const operators = LEVELS[level];
  if (operators === undefined) return operand(tokens, expression);
  let left = parsed(tokens, level + 1, expression);
  for (let operator = operators[tokens[0] ?? '']; operator; operator = operators[tokens[0] ?? '']) {
    tokens.shift();
    left = combined(operator, left, parsed(tokens, level + 1, expression));
  }
  return left;
}

const combined =
  (operator: Operator, left: Value, right: Value): Value =>
  (valueOf) => {
    const [a, b] = [left(valueOf), right(valueOf)];
    const value = a === undefined || b === undefined ? undefined : operator(a, b);
    return Number.isFinite(value) ? value : undefined;
  };

function operand(tokens: string[], expression: string): Value {
  const token = tokens.shift() ?? '';
  if (token === '(') return closed(tokens, [parsed(tokens, 0, expression)], expression)[0]!;
  if (/^\d/.test(token)) return () => Number(token);
  if (/^[a-z]/.test(token)) return (valueOf) => valueOf(token);
  const call = functions[token];
  if (call === undefined || tokens.shift() !== '(') throw unknown(token, expression);
  const given = [parsed(tokens, 0, expression)];
  while (tokens[0] === ',') {
    tokens.shift();
    given.push(parsed(tokens, 0, expression));
  }
  if (given.length !== call.length) throw unknown(`${token} of ${given.length}`, expression);
  return call(...(closed(tokens, given, expression) as [Value, Value, Value]));
}

function closed(tokens: string[], values: readonly Value[], expression: string): readonly Value[] {
  if (tokens.shift() !== ')') throw unknown('the lack of a )', expression);
  return values;
}

const functions: Readonly<Record<string, (...given: [Value, Value, Value]) => Value>> = {
  FILL: (value: Value, filler: Value) => (valueOf) => value(valueOf) ?? filler(valueOf),
  IF: (condition, then, otherwise) => (valueOf) => {
    const holds = condition(valueOf);
    if (holds === undefined) return undefined;
    return holds === 0 ? otherwise(valueOf) : then(valueOf);
  },
};

const unknown = (what: string, expression: string): Error =>
  new Error(`The local cloud does not know "${what}" of the expression ${expression}.`);
