import type { Resource } from '../../contract/resource.ts';
import { physicalName } from '../../contract/physical-name.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const MAX_TABLE_NAME_LENGTH = 255;

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

export interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection?: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: string;
}

/** The table that a template declares. */
export interface TableDefinition {
  readonly tableName: string;
  readonly attributeDefinitions: readonly AttributeDefinition[];
  readonly keySchema: readonly KeyElement[];
  readonly globalIndexes: readonly Index[];
  readonly localIndexes: readonly Index[];
  readonly streamViewType: string | undefined;
  readonly timeToLiveAttribute: string | undefined;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

interface TableProperties {
  readonly TableName?: string;
  readonly AttributeDefinitions: readonly AttributeDefinition[];
  readonly KeySchema: readonly KeyElement[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly StreamSpecification?: { readonly StreamViewType?: string };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled?: boolean | string };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** Parses `AWS::DynamoDB::Table`. */
export function toTableDefinition(resource: Resource): TableDefinition {
  const properties = resource.properties as unknown as TableProperties;
  const timeToLive = properties.TimeToLiveSpecification;
  return {
    tableName: properties.TableName ?? physicalName(resource, MAX_TABLE_NAME_LENGTH),
    attributeDefinitions: properties.AttributeDefinitions,
    keySchema: properties.KeySchema,
    globalIndexes: (properties.GlobalSecondaryIndexes ?? []).map(toIndex),
    localIndexes: (properties.LocalSecondaryIndexes ?? []).map(toIndex),
    streamViewType: properties.StreamSpecification?.StreamViewType,
    timeToLiveAttribute: String(timeToLive?.Enabled) === 'true' ? timeToLive?.AttributeName : undefined,
    tags: properties.Tags ?? [],
  };
}

const toIndex = ({ IndexName, KeySchema, Projection = {} }: Index): Index => ({
  IndexName,
  KeySchema,
  Projection,
});
