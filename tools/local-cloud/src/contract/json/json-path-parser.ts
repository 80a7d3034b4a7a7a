import { Cursor } from './cursor.ts';

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
 * Reads a JSONPath in the dialect of Step Functions (Jayway): members, indexes, slices, wildcards,
 * descendants, filters, and `.length()`.
 *
 * @throws SyntaxError naming the path and the place
 */
export function parsePath(path: string): readonly Segment[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const cursor = new Cursor(path);
  cursor.expect('$');
  const segments: Segment[] = [];
  while (!cursor.atEnd) segments.push(segment(cursor));
  parsed.set(path, segments);
  return segments;
}

const NAME = /[\p{L}\p{N}_\-$]+/uy;

function segment(cursor: Cursor): Segment {
  const descend = cursor.take('..');
  if (!descend && cursor.next !== '[') cursor.expect('.');
  if (cursor.take('[')) return { descend, ...bracket(cursor) };
  if (cursor.take('*')) return { descend, kind: 'wildcard' };
  if (cursor.take('length()')) return { descend, kind: 'length' };
  return { descend, kind: 'members', names: [cursor.match(NAME, 'a member name')] };
}

type Undescended<S> = S extends Descending ? Omit<S, 'descend'> : never;

function bracket(cursor: Cursor): Undescended<Segment> {
  cursor.skipSpace();
  if (cursor.take('*')) return closing(cursor, { kind: 'wildcard' as const });
  if (cursor.take('?')) {
    cursor.skipSpace();
    cursor.expect('(');
    const expression = either(cursor);
    cursor.expect(')');
    return closing(cursor, { kind: 'filter' as const, expression });
  }
  if (cursor.next === "'" || cursor.next === '"') {
    return closing(cursor, {
      kind: 'members' as const,
      names: commaSeparated(cursor, () => cursor.quoted()),
    });
  }
  return indexesOrSlice(cursor);
}

const INTEGER = /-?\d+/y;

function indexesOrSlice(cursor: Cursor): Undescended<Segment> {
  const first = cursor.tryMatch(INTEGER);
  if (cursor.take(':')) {
    const to = cursor.tryMatch(INTEGER);
    const step = cursor.take(':') ? Number(cursor.match(INTEGER, 'a step')) : 1;
    if (step < 1) cursor.fail('a step of one or more');
    const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
    return closing(cursor, { kind: 'slice' as const, from: numberOf(first), to: numberOf(to), step });
  }
  if (first === undefined) cursor.fail('an index');
  const more = cursor.take(',')
    ? commaSeparated(cursor, () => Number(cursor.match(INTEGER, 'an index')))
    : [];
  return closing(cursor, { kind: 'indexes' as const, indexes: [Number(first), ...more] });
}

function commaSeparated<T>(cursor: Cursor, item: () => T): T[] {
  const items: T[] = [];
  do {
    cursor.skipSpace();
    items.push(item());
    cursor.skipSpace();
  } while (cursor.take(','));
  return items;
}

function closing<T>(cursor: Cursor, value: T): T {
  cursor.skipSpace();
  cursor.expect(']');
  return value;
}

function either(cursor: Cursor): FilterExpression {
  const parts = [all(cursor)];
  while (cursor.take('||')) parts.push(all(cursor));
  return parts.length === 1 ? (parts[0] as FilterExpression) : { kind: 'or', either: parts };
}

function all(cursor: Cursor): FilterExpression {
  const parts = [condition(cursor)];
  while (cursor.take('&&')) parts.push(condition(cursor));
  return parts.length === 1 ? (parts[0] as FilterExpression) : { kind: 'and', all: parts };
}

function condition(cursor: Cursor): FilterExpression {
  cursor.skipSpace();
  if (cursor.take('!')) return { kind: 'not', of: condition(cursor) };
  if (cursor.take('(')) {
    const inner = either(cursor);
    cursor.expect(')');
    cursor.skipSpace();
    return inner;
  }
  const left = operand(cursor);
  const operator = cursor.tryMatch(/==|!=|<=|>=|<|>/y);
  if (operator !== undefined) return { kind: 'compare', left, operator, right: operand(cursor) };
  if (left.path === undefined) return cursor.fail('a comparison');
  return { kind: 'exists', path: left.path };
}

function operand(cursor: Cursor): Operand {
  cursor.skipSpace();
  const value = readOperand(cursor);
  cursor.skipSpace();
  return value;
}

function readOperand(cursor: Cursor): Operand {
  if (cursor.next === "'" || cursor.next === '"') return { literal: cursor.quoted() };
  const sign = cursor.tryMatch(/[@$]/y);
  if (sign !== undefined) {
    const rest = cursor.tryMatch(/(?:\.[\p{L}\p{N}_-]+|\[(?:\d+|'[^']*'|"[^"]*")\])+/uy) ?? '';
    return { path: `$${rest}`, ofItem: sign === '@' };
  }
  return {
    literal: JSON.parse(cursor.match(/-?\d+(?:\.\d+)?|true|false|null/y, 'a value')) as
      number | boolean | null,
  };
}
