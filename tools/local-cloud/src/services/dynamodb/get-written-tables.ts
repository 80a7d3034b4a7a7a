import { toTableName } from './table-name.ts';

const SINGLE_WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);
const STATEMENTS = new Set(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']);

// The value of an attribute named TableName is an object: {"TableName":{"S":"x"}}.
const TABLE_NAME = /"TableName"\s*:\s*"([^"]+)"/g;

/**
 * The tables that an operation writes to. The request is not parsed as JSON, because this runs for every write.
 *
 * @returns 'any' for PartiQL statements, which are not parsed; an empty array for reads.
 */
export function getWrittenTables(operation: string, body: Buffer): readonly string[] | 'any' {
  if (SINGLE_WRITES.has(operation)) {
    return [...body.toString('latin1').matchAll(TABLE_NAME)].map((match) => toTableName(match[1] ?? ''));
  }
  if (operation === 'BatchWriteItem') {
    const { RequestItems = {} } = JSON.parse(body.toString()) as { RequestItems?: object };
    return Object.keys(RequestItems).map(toTableName);
  }
  return STATEMENTS.has(operation) ? 'any' : [];
}
