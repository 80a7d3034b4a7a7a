import { canonicalText } from './canonical-text.ts';

/** Gives equal values the same small number, so that they are stored, compared and expanded once. */
export function interned<T>() {
  const ids = new Map<string, number>();
  const values: T[] = [];
  return {
    idOf(value: T): number {
      const text = canonicalText(value);
      const known = ids.get(text);
      if (known !== undefined) return known;
      ids.set(text, values.length);
      return values.push(value) - 1;
    },
    valueOf: (id: number): T => values[id]!,
    size: () => values.length,
  };
}
