/** What secrets look like, each with letters enough that the mere mention of its beginning is none. */
const forms = {
  'a Stripe key': /\b[rs]k_(?:live|test|sandbox)_[A-Za-z0-9]{8,}/g,
  'the secret of a webhook': /\bwhsec_[A-Za-z0-9+/]{16,}/g,
  'an AWS access key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\n)*[A-Za-z0-9+/]{16}/g,
  'a GitHub token': /\bgh[opsu]_[A-Za-z0-9]{30,}/g,
  'a token of Slack': /\bxox[abp]-[A-Za-z0-9-]{10,}/g,
} satisfies Record<string, RegExp>;

/** A secret that was found where none may be. */
export interface FoundSecret {
  readonly kind: string;
  /** Enough to find it by, too little to use it. */
  readonly begins: string;
  readonly line: number;
}

const SHOWN_CHARACTERS = 10;

/** @returns everything in a text that looks like a secret */
export const secretsIn = (text: string): FoundSecret[] =>
  Object.entries(forms).flatMap(([kind, form]) =>
    [...text.matchAll(form)].map(({ 0: secret, index }) => ({
      kind,
      begins: `${secret.slice(0, SHOWN_CHARACTERS)}…`,
      line: text.slice(0, index).split('\n').length,
    })),
  );
