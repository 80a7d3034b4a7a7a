/** Resources in this repository's form, as YAML without indentation. */

/** A table that is retained when its stack is deleted, with one string attribute as its key. */
export const tableYaml = (logicalId: string, key: string): string => `${logicalId}:
  Type: AWS::DynamoDB::Table
  DeletionPolicy: RetainExceptOnCreate
  UpdateReplacePolicy: Retain
  Properties:
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: ${key}, AttributeType: S }]
    KeySchema: [{ AttributeName: ${key}, KeyType: HASH }]
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }
    SSESpecification: { SSEEnabled: true }`;

/** A table like {@link tableYaml}, with an index that lists the records of a customer in the order of their keys. */
export const listedTableYaml = (logicalId: string, key: string): string =>
  tableYaml(logicalId, key)
    .replace(
      `[{ AttributeName: ${key}, AttributeType: S }]`,
      `
      - { AttributeName: ${key}, AttributeType: S }
      - { AttributeName: customerId, AttributeType: S }`,
    )
    .replace(
      '    PointInTimeRecovery',
      `    GlobalSecondaryIndexes:
      - IndexName: byCustomer
        KeySchema:
          - { AttributeName: customerId, KeyType: HASH }
          - { AttributeName: ${key}, KeyType: RANGE }
        Projection: { ProjectionType: ALL }
    PointInTimeRecovery`,
    );

/** A parameter that other services read. */
export const parameterYaml = (
  logicalId: string,
  { service, name, value }: { service: string; name: string; value: string },
): string => `${logicalId}:
  Type: AWS::SSM::Parameter
  Properties:
    Type: String
    Name: /tradewind/\${sls:stage}/${service}/${name}
    Value: ${value}`;
