import type { Resource } from '../../contract/resource.ts';
import { physicalName } from '../../contract/physical-name.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const LONGEST_TABLE_NAME = 255;

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

/** A table as its template describes it. */
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

/** Reads `AWS::DynamoDB::Table`. */
export function tableDefinition(resource: Resource): TableDefinition {
  const properties = resource.properties as unknown as TableProperties;
  const timeToLive = properties.TimeToLiveSpecification;
  return {
    tableName: properties.TableName ?? physicalName(resource, LONGEST_TABLE_NAME),
    attributeDefinitions: properties.AttributeDefinitions,
    keySchema: properties.KeySchema,
    globalIndexes: (properties.GlobalSecondaryIndexes ?? []).map(indexOf),
    localIndexes: (properties.LocalSecondaryIndexes ?? []).map(indexOf),
    streamViewType: properties.StreamSpecification?.StreamViewType,
    timeToLiveAttribute: String(timeToLive?.Enabled) === 'true' ? timeToLive?.AttributeName : undefined,
    tags: properties.Tags ?? [],
  };
}

const indexOf = ({ IndexName, KeySchema, Projection = {} }: Index): Index => ({
  IndexName,
  KeySchema,
  Projection,
});
