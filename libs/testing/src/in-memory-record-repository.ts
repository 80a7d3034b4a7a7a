import { AppError } from '#libs/errors';
import type { ListQuery, RecordRepository, Versioned } from '#libs/gateways';
import { decodeCursor, encodeCursor } from '#libs/models';

type Fake<T extends object> = RecordRepository<T> & { readonly records: () => Versioned<T>[] };

/**
 * A {@link RecordTable} in memory. It passes the same contract test as the one on DynamoDB.
 *
 * @param key  the key attributes, as of the real table
 * @param sortKeys  by index name, the attribute that orders its partitions; the table's own is the second of `key`
 */
export function inMemoryRecordRepository<T extends object>(
  key: readonly (keyof T & string)[],
  sortKeys: Readonly<Record<string, keyof T & string>> = {},
): Fake<T> {
  const kept = new Map<string, Versioned<T>>();
  const idSchema = (record: Partial<T>) => JSON.stringify(key.map((name) => record[name]));
  const copy = <R>(record: R): R => structuredClone(record);

  const expectVersion = (record: Versioned<T>) => {
    if (kept.get(idSchema(record))?.version !== record.version)
      throw new AppError('conflict', 'record.changed');
  };
  const write = (record: Versioned<T>) => {
    kept.set(idSchema(record), JSON.parse(JSON.stringify(record)) as Versioned<T>);
    return copy(record);
  };

  return {
    records: () => [...kept.values()].map(copy),

    get: async (wanted) => copy(kept.get(idSchema(wanted))),

    async insert(record) {
      if (kept.has(idSchema(record))) throw new AppError('conflict', 'record.exists');
      return write({ ...record, version: 1 });
    },

    async replace(record) {
      expectVersion(record);
      return write({ ...record, version: record.version + 1 });
    },

    async remove(record) {
      expectVersion(record);
      kept.delete(idSchema(record));
    },

    async list({ index, partition, limit, cursor, newestFirst = false }: ListQuery) {
      const [[name, value]] = Object.entries(partition) as [[keyof T & string, string]];
      const sortKey = (index === undefined ? key[1] : sortKeys[index]) ?? key[0]!;
      const position = cursor === undefined ? undefined : positionIn(value, cursor);
      const inOrder = [...kept.values()]
        // As in DynamoDB, a record without the keys of an index is not in it.
        .filter((record) => record[name] === value && record[sortKey] !== undefined)
        .toSorted((a, b) => String(a[sortKey]).localeCompare(String(b[sortKey])) * (newestFirst ? -1 : 1));
      const after = inOrder.findIndex((record) => idSchema(record) === position);
      const items = inOrder.slice(after + 1, after + 1 + limit).map(copy);
      const isLast = after + 1 + limit >= inOrder.length;
      return isLast
        ? { items }
        : { items, nextCursor: encodeCursor({ of: value, after: idSchema(items.at(-1)!) }) };
    },
  };
}

function positionIn(partition: string, cursor: string): unknown {
  const { of, after } = decodeCursor(cursor);
  if (of !== partition) throw new AppError('invalid', 'page.cursor-invalid');
  return after;
}
