import { secretPatterns } from '#libs/redaction';

/** A secret in a place that must not contain one. */
export interface FoundSecret {
  readonly kind: string;
  /** Enough characters to find it, too few to use it. */
  readonly begins: string;
  readonly line: number;
}

const SHOWN_CHARACTERS = 10;

/** @returns everything in a text that looks like a secret */
export const secretsIn = (text: string): FoundSecret[] =>
  Object.entries(secretPatterns).flatMap(([kind, form]) =>
    [...text.matchAll(form)].map(({ 0: secret, index }) => ({
      kind,
      begins: `${secret.slice(0, SHOWN_CHARACTERS)}…`,
      line: text.slice(0, index).split('\n').length,
    })),
  );
