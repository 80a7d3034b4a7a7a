const SINGLE_WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);
const STATEMENTS = new Set(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction']);

// An attribute may be called TableName too, but its value is then an object: {"TableName":{"S":"x"}}.
const TABLE_NAME = /"TableName"\s*:\s*"([^"]+)"/g;

/**
 * The tables that a write may have changed, or 'any' where only parsing a PartiQL statement would tell.
 * It reads the text without parsing it: this is done for every write.
 *
 * @returns an empty list for reads.
 */
export function writtenTables(operation: string, body: Buffer): readonly string[] | 'any' {
  if (SINGLE_WRITES.has(operation)) {
    return [...body.toString('latin1').matchAll(TABLE_NAME)].map((match) => tableOf(match[1] ?? ''));
  }
  if (operation === 'BatchWriteItem') {
    const { RequestItems = {} } = JSON.parse(body.toString()) as { RequestItems?: object };
    return Object.keys(RequestItems).map(tableOf);
  }
  return STATEMENTS.has(operation) ? 'any' : [];
}

/** TableName may also be given as an ARN. */
const tableOf = (nameOrArn: string) => nameOrArn.split('/').at(-1) ?? nameOrArn;
