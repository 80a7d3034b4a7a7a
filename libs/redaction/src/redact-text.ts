import { secretPatterns } from './secret-patterns.ts';
import { isSensitiveName } from './sensitive-names.ts';

// Without a slash, so that `node_modules/@middy/core/index.js` in a stack trace does not match. The lookbehind makes the search
// begin once for each word, not at each of its characters.
const EMAIL = /(?<![^\s@"<>/])[^\s@"<>/]+@[^\s@"<>/]+\.[a-z]{2,}/gi;
// Only with a plus and a country code, the format the API requires: other digits are ids and amounts. https://www.itu.int/rec/T-REC-E.164
const PHONE = /\+\d{1,3}[\d ()./-]{6,}\d/g;
const BEARER = /\bBearer\s+[\w.~+/-]+=*/gi;
// The credentials in a presigned URL. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const PRESIGNED = /\bX-Amz-(?:Signature|Security-Token|Credential)=[^&\s"]+/gi;
// How Node's errors quote an invalid argument. https://nodejs.org/api/errors.html#err_invalid_arg_type
const RECEIVED = /\bReceived [^\n]*/g;
const QUOTATION_MARK = /['"`]/;
const PERSONAL_OR_SECRET = [...Object.values(secretPatterns), PRESIGNED, BEARER, EMAIL, PHONE];

// A string field of JSON inside text, which may be cut.
const FIELD = /"([\w-]+)"(\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)/g;

/** The length of a logged text. The stack trace of an error with its causes has about 3,000 characters. */
export const MAX_TEXT_LENGTH = 8192;

/**
 * Redacts secrets, email addresses and phone numbers in text, and the values of sensitive fields in JSON inside it. Names
 * of people in prose cannot be recognized, so messages must not contain them. A longer text is cut before that.
 */
export const redactText = (text: string): string => (isPlainToken(text) ? text : redactEveryPattern(text));

// An id, a code, a route, a time or a number: the characters without which no pattern of personal data or of a quotation
// matches. A token of a provider consists of them as well, so each secret pattern has a part in SECRET_PART.
const TOKEN = /^[\w./:{}-]{0,128}$/;
const SECRET_PART = /[rs]k_|whsec_|AKIA|ASIA|secret|gh[oprsu]_|github_|xox|eyJ|pm_|tok_|src_|card_|cst_/i;

/** Returns whether a text is a single token that no pattern matches, which is true of almost every value in a log line. */
export const isPlainToken = (text: string): boolean => TOKEN.test(text) && !SECRET_PART.test(text);

/** Applies every pattern, however the text looks. */
export const redactEveryPattern = (text: string): string =>
  PERSONAL_OR_SECRET.reduce((rest, pattern) => rest.replace(pattern, '[redacted]'), cut(text))
    .replace(RECEIVED, (received) => (QUOTATION_MARK.test(received) ? '[redacted]' : received))
    .replace(FIELD, (field, name: string, colon: string) =>
      isSensitiveName(name) ? `"${name}"${colon}"[redacted]"` : field,
    );

/** Cuts between two words, because no pattern recognizes the first half of a secret. */
function cut(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  let end = MAX_TEXT_LENGTH;
  while (end > 0 && !isSpace(text[end]!)) end -= 1;
  return `${text.slice(0, end)} [cut]`;
}

const isSpace = (character: string): boolean => /\s/.test(character);
