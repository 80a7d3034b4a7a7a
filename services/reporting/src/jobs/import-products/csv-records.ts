import { parseCsvRecord, MAX_RECORD_BYTES, TOO_LONG } from './csv-record.ts';

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
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LINE_FEED = 0x0a;

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
  let { line, byte } = from;
  let rest: Buffer = Buffer.alloc(0);
  /** Inside a line that exceeds the maximum length. */
  let isSkipping = false;

  function take(length: number, lines: number): Omit<LocatedRecord, 'fields' | 'error'> {
    const firstLine = line;
    byte += length;
    line += lines;
    rest = rest.subarray(length);
    return { line: firstLine, next: { line, byte } };
  }

  function* skipLine(isLast: boolean): Generator<LocatedRecord> {
    const lineFeed = rest.indexOf(LINE_FEED);
    if (lineFeed === -1 && !isLast) {
      take(rest.length, 0);
      return;
    }
    isSkipping = false;
    yield { ...take(lineFeed === -1 ? rest.length : lineFeed + 1, 1), error: TOO_LONG };
  }

  return {
    *read(chunk: Buffer, isLast: boolean): Generator<LocatedRecord> {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (byte === 0) {
        if (rest.length < BYTE_ORDER_MARK.length && !isLast) return;
        if (rest.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) take(BYTE_ORDER_MARK.length, 0);
      }
      while (rest.length > 0 || isSkipping) {
        if (isSkipping) yield* skipLine(isLast);
        if (isSkipping || rest.length === 0) return;
        const record = parseCsvRecord(rest, 0, isLast);
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

const isBlank = (fields: readonly string[]): boolean => fields.length === 1 && fields[0] === '';
