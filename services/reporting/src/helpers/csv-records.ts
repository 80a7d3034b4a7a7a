import { csvRecordAt, MAX_RECORD_BYTES, TOO_LONG } from './csv-record.ts';

/** A record with its place in the file. */
export interface PlacedRecord {
  /** Of its first line, from 1. */
  readonly line: number;
  /** Where the next one begins. */
  readonly next: CsvPlace;
  readonly fields?: readonly string[];
  readonly fault?: string;
}

export interface CsvPlace {
  readonly line: number;
  readonly byte: number;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LINE_FEED = 0x0a;

/**
 * The records of a CSV file as its bytes arrive, blank lines left out. However long a line is, it holds no more than
 * a record and a chunk.
 *
 * @param from  where `bytes` begin, the beginning of a record
 */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  from: CsvPlace = { line: 1, byte: 0 },
): AsyncGenerator<PlacedRecord> {
  const reader = csvReader(from);
  for await (const { buffer, byteOffset, length } of bytes)
    yield* reader.read(Buffer.from(buffer, byteOffset, length), false);
  yield* reader.read(Buffer.alloc(0), true);
}

function csvReader(from: CsvPlace) {
  let { line, byte } = from;
  let rest: Buffer = Buffer.alloc(0);
  /** Inside a line whose beginning was too long to keep. */
  let isSkipping = false;

  function take(length: number, lines: number): Omit<PlacedRecord, 'fields' | 'fault'> {
    const begins = line;
    byte += length;
    line += lines;
    rest = rest.subarray(length);
    return { line: begins, next: { line, byte } };
  }

  function* skipLine(isLast: boolean): Generator<PlacedRecord> {
    const lineFeed = rest.indexOf(LINE_FEED);
    if (lineFeed === -1 && !isLast) {
      take(rest.length, 0);
      return;
    }
    isSkipping = false;
    yield { ...take(lineFeed === -1 ? rest.length : lineFeed + 1, 1), fault: TOO_LONG };
  }

  return {
    *read(chunk: Buffer, isLast: boolean): Generator<PlacedRecord> {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (byte === 0) {
        if (rest.length < BYTE_ORDER_MARK.length && !isLast) return;
        if (rest.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) take(BYTE_ORDER_MARK.length, 0);
      }
      while (rest.length > 0 || isSkipping) {
        if (isSkipping) yield* skipLine(isLast);
        if (isSkipping || rest.length === 0) return;
        const record = csvRecordAt(rest, 0, isLast);
        if (record) {
          const { end, lines, fields, fault } = record;
          const place = take(end, lines);
          if (fault !== undefined) yield { ...place, fault };
          else if (fields && !isBlank(fields)) yield { ...place, fields };
        } else if (rest.length > MAX_RECORD_BYTES) isSkipping = true;
        else return;
      }
    },
  };
}

const isBlank = (fields: readonly string[]): boolean => fields.length === 1 && fields[0] === '';
