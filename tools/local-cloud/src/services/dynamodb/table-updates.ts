import { isDeepStrictEqual } from 'node:util';
import type { AttributeDefinition, Index, KeyElement, TableDefinition } from './table-definition.ts';

/** The description of an existing table, as DescribeTable returns it. */
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

/** The body of an UpdateTable call without the table name. DynamoDB accepts one index or stream change per call. */
export type TableUpdate = Readonly<Record<string, unknown>>;

/**
 * The UpdateTable calls, in order, that change an existing table to its definition.
 *
 * @throws Error when the table would have to be replaced: DynamoDB cannot change keys or local secondary indexes.
 */
export function planTableUpdates(
  described: TableDescription,
  desired: TableDefinition,
): readonly TableUpdate[] {
  requireNoReplacement(described, desired);
  return [...indexUpdates(described, desired), ...streamUpdates(described, desired)];
}

function requireNoReplacement(described: TableDescription, desired: TableDefinition) {
  const hasSameKeys =
    isSameKeySchema(described.KeySchema, desired.keySchema) &&
    isDeepStrictEqual(
      toKeyTypes(described.KeySchema, described.AttributeDefinitions),
      toKeyTypes(desired.keySchema, desired.attributeDefinitions),
    );
  const hasSameLocalIndexes = isDeepStrictEqual(
    toIndexNames(described.LocalSecondaryIndexes ?? []),
    toIndexNames(desired.localIndexes),
  );
  if (hasSameKeys && hasSameLocalIndexes) return;
  throw new Error(
    `The ${hasSameKeys ? 'local secondary indexes' : 'keys'} of table ${desired.tableName} differ from its template. ` +
      'DynamoDB cannot change them, and CloudFormation would replace the table with an empty one. ' +
      'Run `npm start -- --fresh` once to delete all local data, or undo the change.',
  );
}

function indexUpdates(described: TableDescription, desired: TableDefinition): TableUpdate[] {
  const existing = described.GlobalSecondaryIndexes ?? [];
  const removed = existing.filter((index) => !isUnchanged(index, desired.globalIndexes));
  const added = desired.globalIndexes.filter((index) => !isUnchanged(index, existing));
  return [
    ...removed.map(({ IndexName }) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] })),
    ...added.map((index) => ({
      AttributeDefinitions: desired.attributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    })),
  ];
}

function streamUpdates(described: TableDescription, { streamViewType }: TableDefinition): TableUpdate[] {
  const current = described.StreamSpecification?.StreamEnabled
    ? described.StreamSpecification.StreamViewType
    : undefined;
  if (current === streamViewType) return [];
  // A different view type requires a new stream, so the current one is disabled first.
  const disable = { StreamSpecification: { StreamEnabled: false } };
  const enable = { StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType } };
  return [...(current === undefined ? [] : [disable]), ...(streamViewType === undefined ? [] : [enable])];
}

const toKeyTypes = (keys: readonly KeyElement[], definitions: readonly AttributeDefinition[]) =>
  keys.map(
    ({ AttributeName }) =>
      definitions.find((definition) => definition.AttributeName === AttributeName)?.AttributeType,
  );

const isUnchanged = (index: Index, others: readonly Index[]) =>
  others.some((other) => isSameIndex(index, other));

const toIndexNames = (indexes: readonly Index[]) => indexes.map(({ IndexName }) => IndexName).toSorted();

const isSameIndex = (left: Index, right: Index) =>
  left.IndexName === right.IndexName &&
  isSameKeySchema(left.KeySchema, right.KeySchema) &&
  isDeepStrictEqual(toProjection(left), toProjection(right));

const toProjection = ({ Projection }: Index) => ({
  type: Projection?.ProjectionType ?? 'ALL',
  attributes: [...(Projection?.NonKeyAttributes ?? [])].toSorted(),
});

const isSameKeySchema = (left: readonly KeyElement[], right: readonly KeyElement[]) =>
  isDeepStrictEqual(left.map(toKeyText).toSorted(), right.map(toKeyText).toSorted());
const toKeyText = ({ AttributeName, KeyType }: KeyElement) => `${KeyType} ${AttributeName}`;
