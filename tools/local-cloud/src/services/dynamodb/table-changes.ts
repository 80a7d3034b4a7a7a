import { isDeepStrictEqual } from 'node:util';
import type { AttributeDefinition, Index, KeyElement, TableDefinition } from './table-definition.ts';

/** What DescribeTable says of a table that exists. */
export interface TableDescription {
  readonly TableArn: string;
  readonly TableStatus: string;
  readonly KeySchema: readonly KeyElement[];
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly GlobalSecondaryIndexes?: readonly (Index & { readonly IndexStatus?: string })[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: string };
  readonly LatestStreamArn?: string;
}

/** The body of one UpdateTable, without the table's name: DynamoDB takes one index or one stream change at a time. */
export type TableUpdate = Readonly<Record<string, unknown>>;

/**
 * The updates that bring an existing table to its definition, in order.
 *
 * @throws Error when only a new table could follow: DynamoDB cannot change keys or local indexes.
 */
export function tableUpdates(described: TableDescription, wanted: TableDefinition): readonly TableUpdate[] {
  refuseReplacement(described, wanted);
  return [...indexUpdates(described, wanted), ...streamUpdates(described, wanted)];
}

function refuseReplacement(described: TableDescription, wanted: TableDefinition) {
  const sameKeys =
    sameKeySchema(described.KeySchema, wanted.keySchema) &&
    isDeepStrictEqual(
      typesOf(described.KeySchema, described.AttributeDefinitions),
      typesOf(wanted.keySchema, wanted.attributeDefinitions),
    );
  const sameLocalIndexes = isDeepStrictEqual(
    indexNames(described.LocalSecondaryIndexes ?? []),
    indexNames(wanted.localIndexes),
  );
  if (sameKeys && sameLocalIndexes) return;
  throw new Error(
    `Table ${wanted.tableName} is stored with other ${sameKeys ? 'local secondary indexes' : 'keys'} than its template now has. ` +
      'DynamoDB cannot change them, and CloudFormation would replace the table with an empty one. ' +
      'Start once with `npm start -- --fresh` to do the same here, or undo the change.',
  );
}

function indexUpdates(described: TableDescription, wanted: TableDefinition): TableUpdate[] {
  const existing = described.GlobalSecondaryIndexes ?? [];
  const removed = existing.filter((index) => !unchanged(index, wanted.globalIndexes));
  const added = wanted.globalIndexes.filter((index) => !unchanged(index, existing));
  return [
    ...removed.map(({ IndexName }) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] })),
    ...added.map((index) => ({
      AttributeDefinitions: wanted.attributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    })),
  ];
}

function streamUpdates(described: TableDescription, { streamViewType }: TableDefinition): TableUpdate[] {
  const current = described.StreamSpecification?.StreamEnabled
    ? described.StreamSpecification.StreamViewType
    : undefined;
  if (current === streamViewType) return [];
  // Another view type needs a new stream: the old one has to go first.
  const off = { StreamSpecification: { StreamEnabled: false } };
  const on = { StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType } };
  return [...(current === undefined ? [] : [off]), ...(streamViewType === undefined ? [] : [on])];
}

const typesOf = (keys: readonly KeyElement[], definitions: readonly AttributeDefinition[]) =>
  keys.map(
    ({ AttributeName }) => definitions.find((one) => one.AttributeName === AttributeName)?.AttributeType,
  );

const unchanged = (index: Index, others: readonly Index[]) => others.some((other) => sameIndex(index, other));

const indexNames = (indexes: readonly Index[]) => indexes.map(({ IndexName }) => IndexName).toSorted();

const sameIndex = (one: Index, other: Index) =>
  one.IndexName === other.IndexName &&
  sameKeySchema(one.KeySchema, other.KeySchema) &&
  isDeepStrictEqual(projectionOf(one), projectionOf(other));

const projectionOf = ({ Projection }: Index) => ({
  type: Projection?.ProjectionType ?? 'ALL',
  attributes: [...(Projection?.NonKeyAttributes ?? [])].toSorted(),
});

const sameKeySchema = (one: readonly KeyElement[], other: readonly KeyElement[]) =>
  isDeepStrictEqual(one.map(keyOf).toSorted(), other.map(keyOf).toSorted());
const keyOf = ({ AttributeName, KeyType }: KeyElement) => `${KeyType} ${AttributeName}`;
