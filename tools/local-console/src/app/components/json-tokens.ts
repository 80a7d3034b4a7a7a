export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'literal' | 'punctuation';
  readonly text: string;
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)/g;

/** Splits JSON text into tokens to color; their texts joined are the text. */
export function jsonTokens(text: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  const punctuation = (until: number) => {
    if (until > end) tokens.push({ kind: 'punctuation', text: text.slice(end, until) });
  };
  for (const match of text.matchAll(token)) {
    punctuation(match.index);
    const [, quoted, colon, number, literal] = match;
    if (quoted !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'key', text: quoted });
      if (colon !== undefined) tokens.push({ kind: 'punctuation', text: colon });
    } else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'literal', text: literal! });
    end = match.index + match[0].length;
  }
  punctuation(text.length);
  return tokens;
}
