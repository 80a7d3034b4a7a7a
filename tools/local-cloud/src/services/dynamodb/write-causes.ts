import { isDeepStrictEqual } from 'node:util';
import type { CallInput } from '../../contract/api-calls/call-input.ts';
import type { Item, StreamRecord } from '../../contract/table-streams.ts';
import { toTableName } from './table-name.ts';

/**
 * Finds the call that caused a stream record. DynamoDB Streams carry no trace header, so a record is matched to the writes
 * of its table by key and order.
 */
export interface WriteCauses {
  /** Notes the writes of a call before they are made. @returns a function that forgets them, for a call that failed */
  note(operation: string, input: CallInput, trace: string): () => void;
  /** Returns the trace header of the call that wrote the record; the same for every reader of the stream. */
  take(streamArn: string, record: StreamRecord): string | undefined;
}

interface Write {
  /** The key of the item, or the whole item. */
  readonly attributes: Item;
  readonly trace: string;
}

// A table without a stream keeps as many writes; a stream is read within milliseconds.
const WRITES_PER_TABLE = 1_000;
// Several mappings read the records of a stream, each at its own pace.
const RECORDS_PER_STREAM = 2_000;

/** Holds the latest writes of each table until its stream delivers them. */
export function createWriteCauses(): WriteCauses {
  const writesByTable = new Map<string, Write[]>();
  const tracesByStream = new Map<string, Map<string, string>>();

  function add(table: string, write: Write): void {
    const writes = writesByTable.get(table);
    if (writes === undefined) return void writesByTable.set(table, [write]);
    writes.push(write);
    if (writes.length > 2 * WRITES_PER_TABLE) writes.splice(0, WRITES_PER_TABLE);
  }

  function takeWrite(table: string, { Keys }: StreamRecord['dynamodb']): string | undefined {
    const writes = writesByTable.get(table);
    const index = writes?.findIndex(({ attributes }) => hasKey(attributes, Keys)) ?? -1;
    return index < 0 ? undefined : writes!.splice(index, 1)[0]!.trace;
  }

  return {
    note(operation, input, trace) {
      const noted = writtenItems(operation, input).map(({ table, attributes }) => ({
        table: toTableName(table),
        write: { attributes, trace },
      }));
      for (const { table, write } of noted) add(table, write);
      return () => {
        for (const { table, write } of noted) {
          const writes = writesByTable.get(table) ?? [];
          const index = writes.indexOf(write);
          if (index >= 0) writes.splice(index, 1);
        }
      };
    },
    take(streamArn, { dynamodb }) {
      const traces = tracesByStream.get(streamArn) ?? new Map<string, string>();
      const known = traces.get(dynamodb.SequenceNumber);
      if (known !== undefined) return known;
      const trace = takeWrite(toTableName(streamArn), dynamodb);
      if (trace === undefined) return undefined;
      tracesByStream.set(streamArn, traces.set(dynamodb.SequenceNumber, trace));
      if (traces.size > RECORDS_PER_STREAM) traces.delete(traces.keys().next().value!);
      return trace;
    },
  };
}

const hasKey = (attributes: Item, key: Item): boolean =>
  Object.entries(key).every(([name, value]) => isDeepStrictEqual(attributes[name], value));

interface WrittenItem {
  /** Its name or ARN. */
  readonly table: string;
  readonly attributes: Item;
}

interface WriteInput {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
}

/** The items that an operation writes; PartiQL statements are not parsed. */
function writtenItems(operation: string, input: CallInput): readonly WrittenItem[] {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return toWrittenItems(input);
    case 'TransactWriteItems': {
      const items = (input['TransactItems'] ?? []) as readonly Readonly<Record<string, WriteInput>>[];
      return items.flatMap(({ Put, Update, Delete }) => toWrittenItems(Put ?? Update ?? Delete ?? {}));
    }
    case 'BatchWriteItem': {
      const tables = Object.entries((input['RequestItems'] ?? {}) as Record<string, readonly BatchWrite[]>);
      return tables.flatMap(([TableName, writes]) =>
        writes.flatMap(({ PutRequest, DeleteRequest }) =>
          toWrittenItems({ TableName, ...(PutRequest ?? DeleteRequest) }),
        ),
      );
    }
    default:
      return [];
  }
}

interface BatchWrite {
  readonly PutRequest?: WriteInput;
  readonly DeleteRequest?: WriteInput;
}

const toWrittenItems = ({ TableName, Item, Key }: WriteInput): readonly WrittenItem[] => {
  const attributes = Item ?? Key;
  return TableName === undefined || attributes === undefined ? [] : [{ table: TableName, attributes }];
};
