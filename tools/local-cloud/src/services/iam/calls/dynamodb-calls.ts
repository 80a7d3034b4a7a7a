import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { type Call, type ToPermissions, permission, text } from './call.ts';

const withoutTable = new Set(['ListTables', 'DescribeLimits', 'DescribeEndpoints', 'ListStreams']);

/**
 * A transaction requires the action of each of its items, a batch its own action on each table:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export const dynamodbCalls: ToPermissions = ({ operation, input }: Call) => {
  switch (operation) {
    case 'TransactWriteItems':
      return transactItems(input).flatMap((item) =>
        Object.entries(item).map(([kind, write]) =>
          permission(writeActions[kind] ?? 'dynamodb:Unknown', tableArn(write)),
        ),
      );
    case 'TransactGetItems':
      return transactItems(input).map(({ Get }) => permission('dynamodb:GetItem', tableArn(Get)));
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys((input['RequestItems'] as object | undefined) ?? {}).map((table) =>
        permission(`dynamodb:${operation}`, tableArn({ TableName: table })),
      );
    case 'DescribeStream':
    case 'GetShardIterator':
      return [permission(`dynamodb:${operation}`, text(input['StreamArn']))];
    case 'GetRecords':
      return [permission('dynamodb:GetRecords', arn('dynamodb', 'table/*/stream/*'))];
    default:
      return [permission(`dynamodb:${operation}`, withoutTable.has(operation) ? '*' : tableArn(input))];
  }
};

const writeActions: Readonly<Record<string, string>> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
};

interface OnTable {
  readonly TableName?: unknown;
  readonly IndexName?: unknown;
}

const transactItems = (input: Call['input']) =>
  (input['TransactItems'] ?? []) as readonly Readonly<Record<string, OnTable>>[];

/** The table, or the index of it that a Query or Scan reads. A table may be named by its ARN. */
function tableArn({ TableName, IndexName }: OnTable = {}): string {
  const table = text(TableName);
  const ofTable = table.startsWith('arn:') ? table : arn('dynamodb', `table/${table}`);
  return typeof IndexName === 'string' ? `${ofTable}/index/${IndexName}` : ofTable;
}
