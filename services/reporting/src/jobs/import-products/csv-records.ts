import { detectDialect } from './csv-dialect.ts';
import { MAX_RECORD_BYTES, parseCsvRecord, TOO_LONG } from './csv-record.ts';
import { lineBreakAt } from './line-breaks.ts';

/** A record with its position in the file. */
export interface LocatedRecord {
  /** The number of its first line, from 1. */
  readonly line: number;
  /** The position of the next record. */
  readonly next: CsvPosition;
  readonly fields?: readonly string[];
  readonly error?: string;
}

export interface CsvPosition {
  readonly line: number;
  readonly byte: number;
  /** The byte that separates fields. Absent before the first record: it is detected. */
  readonly separator?: number;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Parses a CSV stream and skips blank lines. It holds at most one record and one chunk in memory.
 *
 * @param from  the position of the first byte, which must be the start of a record
 */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  from: CsvPosition = { line: 1, byte: 0 },
): AsyncGenerator<LocatedRecord> {
  const reader = csvReader(from);
  for await (const { buffer, byteOffset, length } of bytes)
    yield* reader.read(Buffer.from(buffer, byteOffset, length), false);
  yield* reader.read(Buffer.alloc(0), true);
}

function csvReader(from: CsvPosition) {
  let { line, byte, separator } = from;
  let rest: Buffer = Buffer.alloc(0);
  /** Inside a line that exceeds the maximum length. */
  let isSkipping = false;

  function take(length: number, lines: number): Omit<LocatedRecord, 'fields' | 'error'> {
    const firstLine = line;
    byte += length;
    line += lines;
    rest = rest.subarray(length);
    return { line: firstLine, next: { line, byte, ...(separator !== undefined && { separator }) } };
  }

  /** Skips a byte order mark and detects the separator. @returns undefined if that needs more bytes */
  function begin(isLast: boolean): number | undefined {
    if (byte === 0) {
      if (rest.length < BYTE_ORDER_MARK.length && !isLast) return undefined;
      if (rest.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) take(BYTE_ORDER_MARK.length, 0);
    }
    // Of a first line without end, only the beginning is searched.
    const dialect = detectDialect(
      rest.subarray(0, MAX_RECORD_BYTES),
      isLast || rest.length >= MAX_RECORD_BYTES,
    );
    if (dialect === undefined) return undefined;
    if (dialect.hintBytes > 0) take(dialect.hintBytes, 1);
    return dialect.separator;
  }

  function* skipLine(isLast: boolean): Generator<LocatedRecord> {
    for (let at = 0; at < rest.length; at++) {
      const lineBreak = lineBreakAt(rest, at, isLast);
      if (lineBreak === undefined) return void take(at, 0);
      if (lineBreak === 0) continue;
      isSkipping = false;
      yield { ...take(at + lineBreak, 1), error: TOO_LONG };
      return;
    }
    const end = take(rest.length, isLast ? 1 : 0);
    if (!isLast) return;
    isSkipping = false;
    yield { ...end, error: TOO_LONG };
  }

  return {
    *read(chunk: Buffer, isLast: boolean): Generator<LocatedRecord> {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      separator ??= begin(isLast);
      if (separator === undefined) return;
      while (rest.length > 0 || isSkipping) {
        if (isSkipping) yield* skipLine(isLast);
        if (isSkipping || rest.length === 0) return;
        const record = parseCsvRecord({ bytes: rest, isLast, separator });
        if (record) {
          const { end, lines, fields, error } = record;
          const place = take(end, lines);
          if (error !== undefined) yield { ...place, error };
          else if (fields && !isBlank(fields)) yield { ...place, fields };
        } else if (rest.length > MAX_RECORD_BYTES) isSkipping = true;
        else return;
      }
    },
  };
}

const isBlank = ([first, ...others]: readonly string[]): boolean =>
  others.length === 0 && first?.trim() === '';
