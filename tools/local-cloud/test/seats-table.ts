/** A table as a template declares it. */
export const seatsTable = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'seatId', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'seatId', KeyType: 'HASH' }],
  },
};
