export type Token =
  | { readonly kind: 'symbol'; readonly text: Symbol; readonly at: number }
  | { readonly kind: 'selector' | 'quoted' | 'regex' | 'bare'; readonly text: string; readonly at: number };

type Symbol = (typeof symbols)[number];

// Longer symbols first, so that `<=` is not read as `<` and `=`.
const symbols = ['&&', '||', '!=', '<=', '>=', '=', '<', '>', '(', ')', '{', '}'] as const;

const shapes = [
  // A field name consists of word characters and hyphens; other names are quoted in brackets.
  ['selector', /\$(?:\.[\w-]+|\.\*|\[(?:\d+|\*|"[^"]*"|'[^']*')\])*/y],
  ['quoted', /"((?:[^"\\]|\\.)*)"/y],
  ['regex', /%((?:[^%\\]|\\.)+)%/y],
  ['bare', /[^\s&|!=<>(){}"%]+/y],
] as const;

/**
 * Splits a filter pattern into tokens.
 *
 * @throws Error with the unreadable text and its position
 */
export function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < pattern.length) {
    if (/\s/.test(pattern[at] ?? '')) {
      at += 1;
      continue;
    }
    const token = tokenAt(pattern, at);
    if (!token) throw new Error(`cannot read "${pattern.slice(at, at + 12)}" at character ${at + 1}`);
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(pattern: string, at: number): { readonly token: Token; readonly end: number } | undefined {
  const symbol = symbols.find((text) => pattern.startsWith(text, at));
  if (symbol) return { token: { kind: 'symbol', text: symbol, at }, end: at + symbol.length };
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const [whole, inner] = shape.exec(pattern) ?? [];
    if (whole !== undefined) return { token: { kind, text: inner ?? whole, at }, end: at + whole.length };
  }
  return undefined;
}
