import { Scanner } from './scanner.ts';

type Descending = { readonly descend: boolean };
export type Segment = Descending &
  (
    | { readonly kind: 'members'; readonly names: readonly string[] }
    | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
    | {
        readonly kind: 'slice';
        readonly from: number | undefined;
        readonly to: number | undefined;
        readonly step: number;
      }
    | { readonly kind: 'wildcard' }
    | { readonly kind: 'filter'; readonly expression: FilterExpression }
    | { readonly kind: 'length' }
  );

export type FilterExpression =
  | { readonly kind: 'or'; readonly either: readonly FilterExpression[] }
  | { readonly kind: 'and'; readonly all: readonly FilterExpression[] }
  | { readonly kind: 'not'; readonly of: FilterExpression }
  | { readonly kind: 'exists'; readonly path: string }
  | Comparison;
export interface Comparison {
  readonly kind: 'compare';
  readonly left: Operand;
  readonly operator: string;
  readonly right: Operand;
}
export type Operand =
  | { readonly literal: string | number | boolean | null; readonly path?: undefined }
  | { readonly literal?: undefined; readonly path: string; readonly ofItem: boolean };

const parsed = new Map<string, readonly Segment[]>();

/**
 * Parses a JSONPath in the dialect of Step Functions (Jayway): members, indexes, slices, wildcards,
 * descendants, filters, and `.length()`.
 *
 * @throws SyntaxError with the path and the position
 */
export function parsePath(path: string): readonly Segment[] {
  const cached = parsed.get(path);
  if (cached !== undefined) return cached;
  const scanner = new Scanner(path);
  scanner.expect('$');
  const segments: Segment[] = [];
  while (!scanner.atEnd) segments.push(segment(scanner));
  parsed.set(path, segments);
  return segments;
}

const NAME = /[\p{L}\p{N}_\-$]+/uy;

function segment(scanner: Scanner): Segment {
  const descend = scanner.take('..');
  if (!descend && scanner.next !== '[') scanner.expect('.');
  if (scanner.take('[')) return { descend, ...bracket(scanner) };
  if (scanner.take('*')) return { descend, kind: 'wildcard' };
  if (scanner.take('length()')) return { descend, kind: 'length' };
  return { descend, kind: 'members', names: [scanner.match(NAME, 'a member name')] };
}

type WithoutDescent<S> = S extends Descending ? Omit<S, 'descend'> : never;

function bracket(scanner: Scanner): WithoutDescent<Segment> {
  scanner.skipSpace();
  if (scanner.take('*')) return closing(scanner, { kind: 'wildcard' as const });
  if (scanner.take('?')) {
    scanner.skipSpace();
    scanner.expect('(');
    const expression = either(scanner);
    scanner.expect(')');
    return closing(scanner, { kind: 'filter' as const, expression });
  }
  if (scanner.next === "'" || scanner.next === '"') {
    return closing(scanner, {
      kind: 'members' as const,
      names: commaSeparated(scanner, () => scanner.quoted()),
    });
  }
  return indexesOrSlice(scanner);
}

const INTEGER = /-?\d+/y;

function indexesOrSlice(scanner: Scanner): WithoutDescent<Segment> {
  const first = scanner.tryMatch(INTEGER);
  if (scanner.take(':')) {
    const to = scanner.tryMatch(INTEGER);
    const step = scanner.take(':') ? Number(scanner.match(INTEGER, 'a step')) : 1;
    if (step < 1) scanner.fail('a step of one or more');
    const toNumber = (text: string | undefined) => (text === undefined ? undefined : Number(text));
    return closing(scanner, { kind: 'slice' as const, from: toNumber(first), to: toNumber(to), step });
  }
  if (first === undefined) scanner.fail('an index');
  const more = scanner.take(',')
    ? commaSeparated(scanner, () => Number(scanner.match(INTEGER, 'an index')))
    : [];
  return closing(scanner, { kind: 'indexes' as const, indexes: [Number(first), ...more] });
}

function commaSeparated<T>(scanner: Scanner, item: () => T): T[] {
  const items: T[] = [];
  do {
    scanner.skipSpace();
    items.push(item());
    scanner.skipSpace();
  } while (scanner.take(','));
  return items;
}

function closing<T>(scanner: Scanner, value: T): T {
  scanner.skipSpace();
  scanner.expect(']');
  return value;
}

function either(scanner: Scanner): FilterExpression {
  const parts = [all(scanner)];
  while (scanner.take('||')) parts.push(all(scanner));
  return parts.length === 1 ? (parts[0] as FilterExpression) : { kind: 'or', either: parts };
}

function all(scanner: Scanner): FilterExpression {
  const parts = [condition(scanner)];
  while (scanner.take('&&')) parts.push(condition(scanner));
  return parts.length === 1 ? (parts[0] as FilterExpression) : { kind: 'and', all: parts };
}

function condition(scanner: Scanner): FilterExpression {
  scanner.skipSpace();
  if (scanner.take('!')) return { kind: 'not', of: condition(scanner) };
  if (scanner.take('(')) {
    const inner = either(scanner);
    scanner.expect(')');
    scanner.skipSpace();
    return inner;
  }
  const left = operand(scanner);
  const operator = scanner.tryMatch(/==|!=|<=|>=|<|>/y);
  if (operator !== undefined) return { kind: 'compare', left, operator, right: operand(scanner) };
  if (left.path === undefined) return scanner.fail('a comparison');
  return { kind: 'exists', path: left.path };
}

function operand(scanner: Scanner): Operand {
  scanner.skipSpace();
  const value = readOperand(scanner);
  scanner.skipSpace();
  return value;
}

function readOperand(scanner: Scanner): Operand {
  if (scanner.next === "'" || scanner.next === '"') return { literal: scanner.quoted() };
  const sign = scanner.tryMatch(/[@$]/y);
  if (sign !== undefined) {
    const rest = scanner.tryMatch(/(?:\.[\p{L}\p{N}_-]+|\[(?:\d+|'[^']*'|"[^"]*")\])+/uy) ?? '';
    return { path: `$${rest}`, ofItem: sign === '@' };
  }
  return {
    literal: JSON.parse(scanner.match(/-?\d+(?:\.\d+)?|true|false|null/y, 'a value')) as
      number | boolean | null,
  };
}
