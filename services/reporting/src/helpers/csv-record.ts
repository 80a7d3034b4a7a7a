import { isUtf8 } from 'node:buffer';

/** One record of a CSV file, or why it is none. Offsets are bytes, `end` that of the record after it. */
export interface CsvRecord {
  readonly end: number;
  /** Line feeds in it, the last included. */
  readonly lines: number;
  readonly fields?: readonly string[];
  readonly fault?: string;
}

/**
 * The longest record that is read. The longest row that fits its schema has some 40 KB; what is longer is most likely
 * a quote that was never closed, and would otherwise swallow the rest of the file.
 */
export const MAX_RECORD_BYTES = 64 * 1024;

const [QUOTE, COMMA, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x2c, 0x0a, 0x0d] as const;

/**
 * Reads the record that begins at `start`, by RFC 4180: fields between commas, quoted where they hold commas, quotes
 * (doubled) or line breaks. A record that is wrong ends with its first line, so that the next one is read as itself.
 * https://www.rfc-editor.org/rfc/rfc4180
 *
 * @param isLast  whether nothing comes after `bytes`
 * @returns undefined where the record's end, or of a wrong one the line's, is behind `bytes`
 */
export function csvRecordAt(bytes: Buffer, start: number, isLast: boolean): CsvRecord | undefined {
  const fields: string[] = [];
  let lines = 1;
  for (let at = start; ;) {
    const field = bytes[at] === QUOTE ? quotedField(bytes, at, start) : plainField(bytes, at, start);
    if ('fault' in field) return wrongRecord(bytes, start, isLast, field.fault);
    if (field.end >= bytes.length && !isLast) return undefined;
    if (field.isOpen) return wrongRecord(bytes, start, isLast, 'A quote is opened and never closed.');
    fields.push(field.text);
    lines += field.lineFeeds;
    if (bytes[field.end] === COMMA) {
      at = field.end + 1;
      continue;
    }
    const end = lineEnd(bytes, field.end);
    const isText = isUtf8(bytes.subarray(start, end));
    return isText ? { end, lines, fields } : { end, lines, fault: 'It is not UTF-8.' };
  }
}

type Field =
  | { readonly text: string; readonly end: number; readonly lineFeeds: number; readonly isOpen?: boolean }
  | { readonly fault: string };

export const TOO_LONG = `It is longer than ${MAX_RECORD_BYTES / 1024} KB. Is a quote left open?`;

/** Ends at a comma or a line's end; a quote in it is a slip. */
function plainField(bytes: Buffer, from: number, recordStart: number): Field {
  let end = from;
  for (; end < bytes.length; end++) {
    const byte = bytes[end];
    if (byte === COMMA || byte === LINE_FEED) break;
    if (byte === QUOTE) return { fault: 'A quote stands inside a field that is not quoted.' };
    if (end - recordStart > MAX_RECORD_BYTES) return { fault: TOO_LONG };
  }
  const isLineEnd = bytes[end] !== COMMA && bytes[end - 1] === CARRIAGE_RETURN && end > from;
  const textEnd = isLineEnd ? end - 1 : end;
  return { text: bytes.toString('utf8', from, textEnd), end, lineFeeds: 0 };
}

function quotedField(bytes: Buffer, from: number, recordStart: number): Field {
  let lineFeeds = 0;
  let hasQuotes = false;
  for (let at = from + 1; at < bytes.length; at++) {
    if (at - recordStart > MAX_RECORD_BYTES) return { fault: TOO_LONG };
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
    if (!isClosed) return { fault: 'Something stands between a closing quote and the next comma.' };
    const text = bytes.toString('utf8', from + 1, at);
    return { text: hasQuotes ? text.replaceAll('""', '"') : text, end, lineFeeds };
  }
  return { text: '', end: bytes.length, lineFeeds, isOpen: true };
}

const lineEnd = (bytes: Buffer, at: number): number => (bytes[at] === LINE_FEED ? at + 1 : at);

/** Ends with the first line, even where the quote that was never closed goes on behind it. */
function wrongRecord(bytes: Buffer, start: number, isLast: boolean, fault: string): CsvRecord | undefined {
  const lineFeed = bytes.indexOf(LINE_FEED, start);
  if (lineFeed !== -1) return { end: lineFeed + 1, lines: 1, fault };
  return isLast ? { end: bytes.length, lines: 1, fault } : undefined;
}
