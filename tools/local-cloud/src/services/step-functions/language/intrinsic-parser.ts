import { Cursor } from '../../../contract/json/cursor.ts';
import type { Json } from '../../../contract/json/json.ts';
import { parsePath } from '../../../contract/json/json-path-parser.ts';

/** One intrinsic function call, or an argument of one. */
export type Expression =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'path'; readonly path: string }
  /** Escapes are kept in `raw`: States.Format tells `\{\}` from a placeholder by them. */
  | { readonly kind: 'literal'; readonly value: Json; readonly raw: string };

/**
 * Reads `States.Format('{} of {}', $.a, States.MathAdd(1, 2))`.
 *
 * @throws SyntaxError naming the expression and the place
 */
export function parseIntrinsic(text: string): Expression {
  const cursor = new Cursor(text.trim());
  const expression = call(cursor);
  if (!cursor.atEnd) cursor.fail('the end');
  return expression;
}

function call(cursor: Cursor): Expression {
  const name = cursor.match(/States\.[A-Za-z0-9]+/y, 'an intrinsic function');
  cursor.skipSpace();
  cursor.expect('(');
  cursor.skipSpace();
  const args: Expression[] = [];
  if (!cursor.take(')')) {
    do {
      cursor.skipSpace();
      args.push(argument(cursor));
      cursor.skipSpace();
    } while (cursor.take(','));
    cursor.expect(')');
  }
  return { kind: 'call', name, args };
}

const PATH = /\$(?:[^,()[\]' ]|\[(?:[^\]'"]|'[^']*'|"[^"]*")*\]|\(\))*/y;

function argument(cursor: Cursor): Expression {
  if (cursor.next === 'S') return call(cursor);
  if (cursor.next === '$') {
    const path = cursor.match(PATH, 'a path');
    parsePath(path.startsWith('$$') ? path.slice(1) : path);
    return { kind: 'path', path };
  }
  if (cursor.next === "'") {
    const raw = cursor.match(/'(?:[^'\\]|\\.)*'/y, 'a string in single quotes').slice(1, -1);
    return { kind: 'literal', raw, value: unescaped(raw) };
  }
  const raw = cursor.match(
    /-?\d+(?:\.\d+)?|true|false|null/y,
    'a path, a string in single quotes, a number or a boolean',
  );
  return { kind: 'literal', raw, value: JSON.parse(raw) as Json };
}

/** Only these four are escapes; any other backslash stands for itself. */
export const unescaped = (raw: string): string => raw.replaceAll(/\\(['{}\\])/g, '$1');
