import { Scanner } from '../../../contract/json/scanner.ts';
import type { Json } from '../../../contract/json/json.ts';
import { parsePath } from '../../../contract/json/json-path-parser.ts';

/** An intrinsic function call or one of its arguments. */
export type Expression =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'path'; readonly path: string }
  /** `raw` keeps the escapes: States.Format needs them to distinguish `\{\}` from a placeholder. */
  | { readonly kind: 'literal'; readonly value: Json; readonly raw: string };

/**
 * Parses an intrinsic function such as `States.Format('{} of {}', $.a, States.MathAdd(1, 2))`.
 *
 * @throws SyntaxError with the expression and the position
 */
export function parseIntrinsic(text: string): Expression {
  const scanner = new Scanner(text.trim());
  const expression = call(scanner);
  if (!scanner.atEnd) scanner.fail('the end of the expression');
  return expression;
}

function call(scanner: Scanner): Expression {
  const name = scanner.match(/States\.[A-Za-z0-9]+/y, 'an intrinsic function');
  scanner.skipSpace();
  scanner.expect('(');
  scanner.skipSpace();
  const args: Expression[] = [];
  if (!scanner.take(')')) {
    do {
      scanner.skipSpace();
      args.push(argument(scanner));
      scanner.skipSpace();
    } while (scanner.take(','));
    scanner.expect(')');
  }
  return { kind: 'call', name, args };
}

const PATH = /\$(?:[^,()[\]' ]|\[(?:[^\]'"]|'[^']*'|"[^"]*")*\]|\(\))*/y;

function argument(scanner: Scanner): Expression {
  if (scanner.next === 'S') return call(scanner);
  if (scanner.next === '$') {
    const path = scanner.match(PATH, 'a path');
    parsePath(path.startsWith('$$') ? path.slice(1) : path);
    return { kind: 'path', path };
  }
  if (scanner.next === "'") {
    const raw = scanner.match(/'(?:[^'\\]|\\.)*'/y, 'a string in single quotes').slice(1, -1);
    return { kind: 'literal', raw, value: unescapeLiteral(raw) };
  }
  const raw = scanner.match(
    /-?\d+(?:\.\d+)?|true|false|null/y,
    'a path, a string in single quotes, a number or a boolean',
  );
  return { kind: 'literal', raw, value: JSON.parse(raw) as Json };
}

/** Only these four characters can be escaped; any other backslash is literal. */
export const unescapeLiteral = (raw: string): string => raw.replaceAll(/\\(['{}\\])/g, '$1');
