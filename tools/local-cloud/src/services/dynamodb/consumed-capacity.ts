import type { Attributes } from '../../contract/activity.ts';
import type { AwsResponse } from '../../contract/aws-request.ts';

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const READS = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);

const PARAMETER = 'ReturnConsumedCapacity';
const QUESTION = Buffer.from(`{"${PARAMETER}":"TOTAL",`);
const FIELD = '"ConsumedCapacity":';

/** A call whose consumed capacity is measured, although its caller did not ask for it. */
export interface MeasuredCall {
  /** The body for the engine. */
  readonly body: Buffer;
  /** Reads the consumed capacity and removes it from the response. */
  toResponse(response: AwsResponse): AwsResponse;
}

/**
 * Asks the engine for the consumed capacity of a call. A caller that asks itself gets the response unchanged.
 *
 * @returns undefined for an operation without consumed capacity
 */
export function measureCapacity(operation: string, body: Buffer): MeasuredCall | undefined {
  const unit = WRITES.has(operation) ? 'writeUnits' : READS.has(operation) ? 'readUnits' : undefined;
  if (unit === undefined || body[0] !== '{'.charCodeAt(0) || body.includes(PARAMETER)) return undefined;
  return {
    body: Buffer.concat([QUESTION, body.subarray(1)]),
    toResponse(response) {
      const found = response.status === 200 ? splitCapacity(Buffer.from(response.body)) : undefined;
      if (found === undefined) return response;
      // The checksum is that of the whole body.
      const { 'x-amz-crc32': _, ...headers } = response.headers;
      const attributes: Attributes = { [unit]: sumUnits(found.capacity) };
      return { status: response.status, headers, body: found.rest, attributes };
    },
  };
}

type Capacity = { readonly CapacityUnits?: number } | readonly { readonly CapacityUnits?: number }[];

/** The engine appends the field, so the response is not parsed. */
function splitCapacity(body: Buffer): { readonly capacity: Capacity; readonly rest: Buffer } | undefined {
  const start = body.lastIndexOf(FIELD);
  if (start < 0) return undefined;
  const capacity = parse(body.subarray(start + FIELD.length, -1).toString());
  if (capacity === undefined) return undefined;
  const end = body[start - 1] === ','.charCodeAt(0) ? start - 1 : start;
  return { capacity, rest: Buffer.concat([body.subarray(0, end), body.subarray(-1)]) };
}

function parse(text: string): Capacity | undefined {
  try {
    return JSON.parse(text) as Capacity;
  } catch {
    return undefined;
  }
}

const sumUnits = (capacity: Capacity): number =>
  [capacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
