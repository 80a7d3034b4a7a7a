/** Resources as this repository writes them, in YAML that is not indented. */

/** A table that survives its stack, with one text attribute as its key. */
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

/** A parameter by which other services find something of this one. */
export const parameterYaml = (
  logicalId: string,
  { service, name, value }: { service: string; name: string; value: string },
): string => `${logicalId}:
  Type: AWS::SSM::Parameter
  Properties:
    Type: String
    Name: /tradewind/\${sls:stage}/${service}/${name}
    Value: ${value}`;
