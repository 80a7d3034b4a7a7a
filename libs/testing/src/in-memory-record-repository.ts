import { AppError } from '#libs/errors';
import type { ListQuery, RecordRepository, Versioned } from '#libs/gateways';
import { pageCursors } from '#libs/models';

type Fake<T extends object> = RecordRepository<T> & { readonly records: () => Versioned<T>[] };

/**
 * Creates a {@link RecordRepository} in memory. It passes the same contract test as `dynamoDbRecordRepository`.
 *
 * @param key       the key attributes of the table: the partition key and, if it has one, the sort key
 * @param sortKeys  the sort key of each index, by index name
 * @returns the repository, and `records()` for assertions
 */
export function inMemoryRecordRepository<T extends object>(
  key: readonly (keyof T & string)[],
  sortKeys: Readonly<Record<string, keyof T & string>> = {},
): Fake<T> {
  const stored = new Map<string, Versioned<T>>();
  const toId = (record: Partial<T>) => JSON.stringify(key.map((name) => record[name]));
  const copy = <R>(record: R): R => structuredClone(record);
  // The repository on DynamoDB stores its own correlation id and write id under these names.
  const withoutReservedNames = ({ correlationId: _, writeId: __, ...record }: Record<string, unknown>) =>
    record;

  const requireVersion = (record: Versioned<T>) => {
    if (stored.get(toId(record))?.version !== record.version)
      throw new AppError('conflict', 'record.changed');
  };
  const write = (record: Versioned<T>) => {
    stored.set(toId(record), withoutReservedNames(JSON.parse(JSON.stringify(record))) as Versioned<T>);
    return copy(record);
  };

  return {
    records: () => [...stored.values()].map(copy),

    get: async (keyValues) => copy(stored.get(toId(keyValues))),

    async insert(record) {
      if (stored.has(toId(record))) throw new AppError('conflict', 'record.exists');
      return write({ ...record, version: 1 });
    },

    async replace(record) {
      requireVersion(record);
      return write({ ...record, version: record.version + 1 });
    },

    async remove(record) {
      requireVersion(record);
      stored.delete(toId(record));
    },

    async list({ index, partition, limit, cursor, newestFirst = false }: ListQuery) {
      const [[name, value]] = Object.entries(partition) as [[keyof T & string, string]];
      const sortKey = (index === undefined ? key[1] : sortKeys[index]) ?? key[0]!;
      const cursors = pageCursors(index, String(name), value);
      const lastId = cursor === undefined ? undefined : cursors.open(cursor)['after'];
      const sorted = [...stored.values()]
        // As in DynamoDB, an index omits records without its key attributes.
        .filter((record) => record[name] === value && record[sortKey] !== undefined)
        .toSorted((a, b) => String(a[sortKey]).localeCompare(String(b[sortKey])) * (newestFirst ? -1 : 1));
      const after = sorted.findIndex((record) => toId(record) === lastId);
      const items = sorted.slice(after + 1, after + 1 + limit).map(copy);
      const isLast = after + 1 + limit >= sorted.length;
      return isLast ? { items } : { items, nextCursor: cursors.seal({ after: toId(items.at(-1)!) }) };
    },
  };
}
