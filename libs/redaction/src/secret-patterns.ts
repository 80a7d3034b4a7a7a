/**
 * Patterns of secrets, by description. Each requires enough characters that a mere prefix does not match. An AWS secret key
 * has no prefix of its own: it is recognized by the text before it.
 *
 * Each takes linear time: text after a possible start is either part of the match or has a limited length.
 */
export const secretPatterns = {
  'a Stripe key': /\b[rs]k_(?:live|test|sandbox)_[A-Za-z0-9]{8,}/g,
  'a webhook secret': /\bwhsec_[A-Za-z0-9+/]{16,}/g,
  'an AWS access key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  'an AWS secret key': /secret_?(?:access_?)?key\W{1,6}[a-z0-9/+]{40}(?![a-z0-9/+])/gi,
  'a private key': /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?:\s|\\n)*[A-Za-z0-9+/]{16}[A-Za-z0-9+/=\\\s]*/g,
  'a GitHub token': /\b(?:gh[oprsu]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/g,
  'a Slack token': /\bxox[abp]-[A-Za-z0-9-]{10,}/g,
  // Base64url of {" and the rest: the header and the other parts. https://www.rfc-editor.org/rfc/rfc7519#section-3.1
  'a JSON Web Token': /\beyJ[\w-]{8}[\w.-]*/g,
  // Stripe names the token of a rejected request in its message. https://docs.stripe.com/api/payment_methods/object
  'a payment token': /\b(?:pm|tok|src|card)_[A-Za-z0-9]{14,}/g,
  // What opens a guest's checkout session: 256 random bits.
  'a session token': /\bcst_[\w-]{43}/g,
} satisfies Record<string, RegExp>;
