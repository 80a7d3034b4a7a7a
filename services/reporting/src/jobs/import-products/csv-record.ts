import { isUtf8 } from 'node:buffer';

/** A record of a CSV file, or its error. Offsets are in bytes; `end` is the start of the next record. */
export interface CsvRecord {
  readonly end: number;
  /** The number of line feeds, including the last. */
  readonly lines: number;
  readonly fields?: readonly string[];
  readonly error?: string;
}

/**
 * The maximum length of a record. The longest valid row has about 40 KB; a longer record usually has an unclosed quote,
 * and would otherwise consume the rest of the file.
 */
export const MAX_RECORD_BYTES = 64 * 1024;

const [QUOTE, COMMA, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x2c, 0x0a, 0x0d] as const;

/**
 * Parses the record at `start` according to RFC 4180: fields are separated by commas, and quoted if they contain commas,
 * quotes (doubled) or line breaks. A malformed record ends with its first line, so that the next line is parsed on its own.
 * https://www.rfc-editor.org/rfc/rfc4180
 *
 * @param isLast  whether `bytes` are the end of the file
 * @returns undefined if the end of the record is not in `bytes`
 */
export function parseCsvRecord(bytes: Buffer, start: number, isLast: boolean): CsvRecord | undefined {
  const fields: string[] = [];
  let lines = 1;
  for (let at = start; ;) {
    const field = bytes[at] === QUOTE ? quotedField(bytes, at, start) : plainField(bytes, at, start);
    if ('error' in field) return malformedRecord(bytes, start, isLast, field.error);
    if (field.end >= bytes.length && !isLast) return undefined;
    if (field.isOpen) return malformedRecord(bytes, start, isLast, 'A quoted field is not closed.');
    fields.push(field.text);
    lines += field.lineFeeds;
    if (bytes[field.end] === COMMA) {
      at = field.end + 1;
      continue;
    }
    const end = lineEnd(bytes, field.end);
    const isText = isUtf8(bytes.subarray(start, end));
    return isText ? { end, lines, fields } : { end, lines, error: 'The record is not valid UTF-8.' };
  }
}

type Field =
  | { readonly text: string; readonly end: number; readonly lineFeeds: number; readonly isOpen?: boolean }
  | { readonly error: string };

export const TOO_LONG = `The record is longer than ${MAX_RECORD_BYTES / 1024} KB. Check for an unclosed quote.`;

/** Ends at a comma or line end; must not contain a quote. */
function plainField(bytes: Buffer, from: number, recordStart: number): Field {
  let end = from;
  for (; end < bytes.length; end++) {
    const byte = bytes[end];
    if (byte === COMMA || byte === LINE_FEED) break;
    if (byte === QUOTE) return { error: 'An unquoted field contains a quote.' };
    if (end - recordStart > MAX_RECORD_BYTES) return { error: TOO_LONG };
  }
  const isLineEnd = bytes[end] !== COMMA && bytes[end - 1] === CARRIAGE_RETURN && end > from;
  const textEnd = isLineEnd ? end - 1 : end;
  return { text: bytes.toString('utf8', from, textEnd), end, lineFeeds: 0 };
}

function quotedField(bytes: Buffer, from: number, recordStart: number): Field {
  let lineFeeds = 0;
  let hasQuotes = false;
  for (let at = from + 1; at < bytes.length; at++) {
    if (at - recordStart > MAX_RECORD_BYTES) return { error: TOO_LONG };
    const byte = bytes[at];
    if (byte === LINE_FEED) lineFeeds++;
    if (byte !== QUOTE) continue;
    if (bytes[at + 1] === QUOTE) {
      hasQuotes = true;
      at++;
      continue;
    }
    const end = bytes[at + 1] === CARRIAGE_RETURN ? at + 2 : at + 1;
    const isClosed =
      end >= bytes.length || bytes[end] === LINE_FEED || (bytes[end] === COMMA && end === at + 1);
    if (!isClosed) return { error: 'A closing quote is not followed by a comma or line end.' };
    const text = bytes.toString('utf8', from + 1, at);
    return { text: hasQuotes ? text.replaceAll('""', '"') : text, end, lineFeeds };
  }
  return { text: '', end: bytes.length, lineFeeds, isOpen: true };
}

const lineEnd = (bytes: Buffer, at: number): number => (bytes[at] === LINE_FEED ? at + 1 : at);

/** Ends with the first line, even if an unclosed quote continues after it. */
function malformedRecord(
  bytes: Buffer,
  start: number,
  isLast: boolean,
  error: string,
): CsvRecord | undefined {
  const lineFeed = bytes.indexOf(LINE_FEED, start);
  if (lineFeed !== -1) return { end: lineFeed + 1, lines: 1, error };
  return isLast ? { end: bytes.length, lines: 1, error } : undefined;
}
