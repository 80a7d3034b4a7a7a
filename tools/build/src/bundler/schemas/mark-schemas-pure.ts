/** A constant in PascalCase at the top of a module that imports TypeBox is a schema: `export const Money = …`. */
const schemaDeclaration = /^(?:export )?const [A-Z][a-z]\w*(?:: [^=\n]+)? = /gm;

const quotes = new Set(["'", '"', '`']);
const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);

/**
 * Marks the declarations of schemas as pure, so that the bundler removes unused schemas and their dependencies. It keeps
 * the lines.
 *
 * @param source  the source of a TypeScript module that imports TypeBox
 */
export function markSchemasPure(source: string): string {
  let marked = '';
  let done = 0;
  for (const { 0: declaration, index } of source.matchAll(schemaDeclaration)) {
    const begin = index + declaration.length;
    const end = endOfExpression(source, begin);
    if (end === undefined) continue;
    marked += `${source.slice(done, begin)}/* @__PURE__ */ (() => ${asBody(source.slice(begin, end))})()`;
    done = end;
  }
  // Schemas in other constants, such as shared properties: `Type.String()`, `lineSchema(100)`.
  return (marked + source.slice(done)).replaceAll(/\b(?:Type\.\w+|[a-z]+Schema)\(/g, '/* @__PURE__ */ $&');
}

/** Wraps an object literal, because a brace after an arrow begins a block. */
const asBody = (expression: string): string => (expression.startsWith('{') ? `(${expression})` : expression);

/** @returns the index of the semicolon that ends the expression, or undefined if it is not found */
function endOfExpression(source: string, begin: number): number | undefined {
  let depth = 0;
  for (let at = begin; at < source.length; at += 1) {
    const character = source[at]!;
    if (quotes.has(character)) at = endOfString(source, at);
    else if (source.startsWith('//', at)) at = source.indexOf('\n', at);
    else if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 1;
    else if (opening.has(character)) depth += 1;
    else if (closing.has(character)) depth -= 1;
    else if (character === ';' && depth === 0) return at;
    if (depth < 0 || at < begin) return undefined;
  }
  return undefined;
}

function endOfString(source: string, begin: number): number {
  let at = begin + 1;
  while (at < source.length && source[at] !== source[begin]) at += source[at] === '\\' ? 2 : 1;
  return at;
}
