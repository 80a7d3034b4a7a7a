/** The part of DescribeTable that the page shows. */
export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly ItemCount?: number;
  readonly TableSizeBytes?: number;
  readonly AttributeDefinitions?: readonly {
    readonly AttributeName: string;
    readonly AttributeType: KeyType;
  }[];
  readonly KeySchema?: readonly KeyElement[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly LatestStreamArn?: string;
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: string };
  readonly BillingModeSummary?: { readonly BillingMode?: string };
}

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection?: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

type KeyType = 'S' | 'N' | 'B';

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** The keys that a query uses: those of the table or of an index. */
export interface Keys {
  readonly partition: KeyAttribute;
  readonly sort: KeyAttribute | undefined;
}

export interface IndexView extends Keys {
  readonly name: string;
  /** `all attributes`, `keys only`, or the attributes. */
  readonly projection: string;
}

/** Returns the keys of the table. */
export const getTableKeys = (table: TableDescription): Keys => toKeys(table.KeySchema ?? [], table);

/** Returns the secondary indexes, sorted by name. */
export const getIndexes = (table: TableDescription): readonly IndexView[] =>
  [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]
    .map((index) => ({
      name: index.IndexName,
      ...toKeys(index.KeySchema, table),
      projection: toProjection(index.Projection),
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** Returns the key attributes of the table, partition key first. */
export const getKeyNames = (table: TableDescription): readonly string[] => {
  const { partition, sort } = getTableKeys(table);
  return sort === undefined ? [partition.name] : [partition.name, sort.name];
};

function toKeys(schema: readonly KeyElement[], { AttributeDefinitions = [] }: TableDescription): Keys {
  const find = (type: KeyElement['KeyType']): KeyAttribute | undefined => {
    const name = schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
    if (name === undefined) return undefined;
    const definition = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name);
    return { name, type: definition?.AttributeType ?? 'S' };
  };
  return { partition: find('HASH') ?? { name: '', type: 'S' }, sort: find('RANGE') };
}

function toProjection(projection: IndexDescription['Projection']): string {
  if (projection?.ProjectionType === 'INCLUDE') return (projection.NonKeyAttributes ?? []).join(', ');
  return projection?.ProjectionType === 'KEYS_ONLY' ? 'keys only' : 'all attributes';
}
