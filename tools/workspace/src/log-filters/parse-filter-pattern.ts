import {
  EACH,
  type Condition,
  type FilterPattern,
  type Operand,
  type Operator,
  type Selector,
} from './filter-pattern.ts';
import { tokensOf, type Token } from './tokens.ts';

const operators: readonly string[] = ['=', '!=', '<', '>', '<=', '>='];

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
const MAX_REGEXES = 2;
const MAX_WILDCARD_SELECTORS = 3;

/**
 * Parses a filter pattern for JSON lines: `{ $.event = "order.placed" && $.amount > 0 }`.
 *
 * @throws Error with the position; also for the term and column patterns, which do not apply to JSON
 */
export function parseFilterPattern(pattern: string): FilterPattern {
  try {
    const reader = readerOf(tokensOf(pattern));
    reader.expect('{');
    const parsed = anyOf(reader);
    reader.expect('}');
    reader.expectEnd();
    requireWithinQuotas(parsed);
    return parsed;
  } catch (error) {
    throw new Error(`Filter pattern ${pattern}: ${(error as Error).message}`, { cause: error });
  }
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(tokens: readonly Token[]) {
  let next = 0;
  const peek = () => tokens[next];
  const isSymbol = (text: string) => peek()?.kind === 'symbol' && peek()?.text === text;
  const place = () => (peek() ? `at character ${(peek() as Token).at + 1}` : 'at the end');
  return {
    take: (): Token | undefined => tokens[next++],
    peek,
    place,
    takeIf(text: string): boolean {
      if (!isSymbol(text)) return false;
      next += 1;
      return true;
    },
    expect(text: string): void {
      if (!isSymbol(text)) throw new Error(`expected ${text} ${place()}`);
      next += 1;
    },
    expectEnd(): void {
      if (peek()) throw new Error(`expected nothing more ${place()}`);
    },
  };
}

function anyOf(reader: Reader): FilterPattern {
  const terms = [allOf(reader)];
  while (reader.takeIf('||')) terms.push(allOf(reader));
  return terms.length === 1 ? (terms[0] as FilterPattern) : { kind: 'or', terms };
}

function allOf(reader: Reader): FilterPattern {
  const terms = [term(reader)];
  while (reader.takeIf('&&')) terms.push(term(reader));
  return terms.length === 1 ? (terms[0] as FilterPattern) : { kind: 'and', terms };
}

function term(reader: Reader): FilterPattern {
  if (reader.takeIf('(')) {
    const inner = anyOf(reader);
    reader.expect(')');
    return inner;
  }
  const place = reader.place();
  const token = reader.take();
  if (token?.kind !== 'selector') throw new Error(`expected a field such as $.event ${place}`);
  const selector = selectorOf(token.text);
  return isWord(reader.peek()) ? worded(selector, reader) : comparison(selector, reader);
}

const isWord = (token: Token | undefined): boolean => token?.kind === 'bare';

/** `IS NULL`, `IS TRUE`, `IS FALSE`, `NOT EXISTS`. */
function worded(selector: Selector, reader: Reader): FilterPattern {
  const place = reader.place();
  const words = [reader.take()?.text, reader.take()?.text].join(' ').toUpperCase();
  if (words === 'NOT EXISTS') return { kind: 'not-exists', selector };
  const value = { 'IS NULL': null, 'IS TRUE': true, 'IS FALSE': false }[words];
  if (value === undefined)
    throw new Error(`expected a comparison, IS NULL, IS TRUE, IS FALSE or NOT EXISTS ${place}`);
  return { kind: 'is', selector, value };
}

function comparison(selector: Selector, reader: Reader): FilterPattern {
  const place = reader.place();
  const operator = reader.take();
  if (operator?.kind !== 'symbol' || !operators.includes(operator.text))
    throw new Error(`expected one of ${operators.join(' ')} ${place}`);
  const operand = operandOf(reader);
  if (operator.text !== '=' && operator.text !== '!=' && operand.kind !== 'number')
    throw new Error(`${operator.text} compares with a number ${place}`);
  return { kind: 'comparison', selector, operator: operator.text as Operator, operand };
}

function operandOf(reader: Reader): Operand {
  const place = reader.place();
  const token = reader.take();
  if (token?.kind === 'quoted') return { kind: 'text', value: token.text.replaceAll(/\\(.)/g, '$1') };
  if (token?.kind === 'regex') return { kind: 'regex', value: new RegExp(token.text) };
  if (token?.kind !== 'bare') throw new Error(`expected a value ${place}`);
  const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(token.text);
  return isNumber ? { kind: 'number', value: Number(token.text) } : { kind: 'text', value: token.text };
}

/** @param text  a selector: `$.lineItems[0].sku`, `$.findings[*].code`, `$["a b"]` */
export function selectorOf(text: string): Selector {
  return [...text.matchAll(/\.([\w-]+|\*)|\[(\d+|\*|"[^"]*"|'[^']*')\]/g)].map(([, name, bracketed]) => {
    if (name === '*' || bracketed === '*') return EACH;
    if (name !== undefined) return name;
    return /^\d/.test(bracketed ?? '') ? Number(bracketed) : (bracketed ?? '').slice(1, -1);
  });
}

function requireWithinQuotas(pattern: FilterPattern): void {
  const conditions = conditionsOf(pattern);
  const regexes = conditions.filter((asked) => asked.kind === 'comparison' && asked.operand.kind === 'regex');
  if (regexes.length > MAX_REGEXES) throw new Error(`has more than ${MAX_REGEXES} regular expressions`);
  const wildcards = conditions.map(({ selector }) => selector.filter((step) => step === EACH).length);
  if (wildcards.some((count) => count > 1)) throw new Error('has more than one * in a field');
  if (wildcards.reduce((sum, count) => sum + count, 0) > MAX_WILDCARD_SELECTORS)
    throw new Error(`has more than ${MAX_WILDCARD_SELECTORS} fields with *`);
}

/** @returns all conditions of a pattern */
export function conditionsOf(pattern: FilterPattern): Condition[] {
  return 'terms' in pattern ? pattern.terms.flatMap(conditionsOf) : [pattern];
}
