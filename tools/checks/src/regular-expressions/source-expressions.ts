import ts from 'typescript';

/** A regular expression, and where it is. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** `libs/logging/src/redaction.ts:44` */
  readonly location: string;
}

/** An expression whose source is computed at run time. */
export type DynamicExpression = Pick<Expression, 'location'>;

/**
 * Finds the regular expressions of a TypeScript file: literals, and calls of `RegExp` with a literal.
 *
 * @param file  the path to name in locations
 */
export function sourceExpressions(file: string, code: string): (Expression | DynamicExpression)[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: (Expression | DynamicExpression)[] = [];
  const visit = (node: ts.Node): void => {
    const location = () => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) found.push({ ...literalParts(node.text), location: location() });
    else if (isRegExpCall(node)) found.push({ ...argumentParts(node.arguments ?? []), location: location() });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function literalParts(text: string): Pick<Expression, 'source' | 'flags'> {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, end), flags: text.slice(end + 1) };
}

const isRegExpCall = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'RegExp';

/** @returns an empty object if an argument is computed */
function argumentParts(argument: readonly ts.Expression[]): Pick<Expression, 'source' | 'flags'> | object {
  const [source, flags] = argument;
  if (!source || !ts.isStringLiteralLike(source)) return {};
  if (flags && !ts.isStringLiteralLike(flags)) return {};
  return { source: source.text, flags: flags?.text ?? '' };
}
