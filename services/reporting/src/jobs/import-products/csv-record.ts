import { isUtf8 } from 'node:buffer';
import { lineBreakAt } from './line-breaks.ts';

/** A record of a CSV file, or its error. Offsets are in bytes; `end` is the start of the next record. */
export interface CsvRecord {
  readonly end: number;
  /** The number of line breaks, including the last. */
  readonly lines: number;
  readonly fields?: readonly string[];
  readonly error?: string;
}

/**
 * The maximum length of a record. The longest valid row has about 40 KB; a longer record usually has an unclosed quote,
 * and would otherwise consume the rest of the file.
 */
export const MAX_RECORD_BYTES = 64 * 1024;

const QUOTE = 0x22;

/** The bytes of a file from the start of a record. */
export interface CsvBytes {
  readonly bytes: Buffer;
  /** Whether `bytes` are the end of the file. */
  readonly isLast: boolean;
  /** The byte that separates fields: a comma, a semicolon or a tab. */
  readonly separator: number;
}

/**
 * Parses the record at the start of `bytes` according to RFC 4180: fields are quoted if they contain separators, quotes
 * (doubled) or line breaks. LF, CRLF and CR are line breaks. A malformed record ends with its first line, so that the next
 * line is parsed on its own.
 * https://www.rfc-editor.org/rfc/rfc4180
 *
 * @returns undefined if the end of the record is not in `bytes`
 */
export function parseCsvRecord(file: CsvBytes): CsvRecord | undefined {
  const { bytes, isLast, separator } = file;
  const fields: string[] = [];
  let lines = 1;
  for (let at = 0; ;) {
    const field = bytes[at] === QUOTE ? quotedField(file, at) : plainField(file, at);
    if (field === undefined) return undefined;
    if ('error' in field) return malformedRecord(file, field.error);
    if (field.end >= bytes.length && !isLast) return undefined;
    if (field.isOpen) return malformedRecord(file, 'A quoted field is not closed.');
    fields.push(field.text);
    lines += field.lineBreaks;
    if (bytes[field.end] === separator) {
      at = field.end + 1;
      continue;
    }
    const lineBreak = lineBreakAt(bytes, field.end, isLast);
    if (lineBreak === undefined) return undefined;
    const end = field.end + lineBreak;
    return isUtf8(bytes.subarray(0, end)) ? { end, lines, fields } : { end, lines, error: NOT_UTF8 };
  }
}

type Field =
  | { readonly text: string; readonly end: number; readonly lineBreaks: number; readonly isOpen?: boolean }
  | { readonly error: string };

export const TOO_LONG = `The record is longer than ${MAX_RECORD_BYTES / 1024} KB. Check for an unclosed quote.`;
export const NOT_UTF8 = 'The text is not encoded in UTF-8. Save the file as "CSV UTF-8".';

/** Ends at a separator or line break; must not contain a quote. @returns undefined if its end is not in the bytes */
function plainField({ bytes, isLast, separator }: CsvBytes, from: number): Field | undefined {
  let end = from;
  for (; end < bytes.length; end++) {
    const byte = bytes[end];
    if (byte === separator) break;
    const lineBreak = lineBreakAt(bytes, end, isLast);
    if (lineBreak === undefined) return undefined;
    if (lineBreak > 0) break;
    if (byte === QUOTE) return { error: 'An unquoted field contains a quote.' };
    if (end > MAX_RECORD_BYTES) return { error: TOO_LONG };
  }
  return { text: bytes.toString('utf8', from, end), end, lineBreaks: 0 };
}

function quotedField({ bytes, isLast, separator }: CsvBytes, from: number): Field | undefined {
  let lineBreaks = 0;
  let hasQuotes = false;
  for (let at = from + 1; at < bytes.length; at++) {
    if (at > MAX_RECORD_BYTES) return { error: TOO_LONG };
    const lineBreak = lineBreakAt(bytes, at, isLast);
    if (lineBreak === undefined) return undefined;
    if (lineBreak > 0) {
      lineBreaks++;
      at += lineBreak - 1;
    }
    if (bytes[at] !== QUOTE) continue;
    if (bytes[at + 1] === QUOTE) {
      hasQuotes = true;
      at++;
      continue;
    }
    const end = at + 1;
    const breakAfter = lineBreakAt(bytes, end, isLast);
    if (breakAfter === undefined) return undefined;
    const isClosed = end >= bytes.length || breakAfter > 0 || bytes[end] === separator;
    if (!isClosed) return { error: 'A closing quote is not followed by a separator or line end.' };
    const text = bytes.toString('utf8', from + 1, at);
    return { text: hasQuotes ? text.replaceAll('""', '"') : text, end, lineBreaks };
  }
  return { text: '', end: bytes.length, lineBreaks, isOpen: true };
}

/** Ends with the first line, even if an unclosed quote continues after it. */
function malformedRecord({ bytes, isLast }: CsvBytes, error: string): CsvRecord | undefined {
  for (let at = 0; at < bytes.length; at++) {
    const lineBreak = lineBreakAt(bytes, at, isLast);
    if (lineBreak === undefined) return undefined;
    if (lineBreak > 0) return { end: at + lineBreak, lines: 1, error };
  }
  return isLast ? { end: bytes.length, lines: 1, error } : undefined;
}
