import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  BatchWriteCommandInput,
  BatchWriteCommandOutput,
  DeleteCommandInput,
  DeleteCommandOutput,
  GetCommandInput,
  GetCommandOutput,
  PutCommandInput,
  PutCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  ScanCommandInput,
  ScanCommandOutput,
  TransactGetCommandInput,
  TransactGetCommandOutput,
  TransactWriteCommandInput,
  TransactWriteCommandOutput,
  UpdateCommandInput,
  UpdateCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { ClientConfig, ClientDependencies } from '../aws-client.ts';
import type { ErrorResponse } from '../aws-error.ts';
import type { HttpResponse } from '../http/transport.ts';
import { parseJsonError } from '../protocols/json-errors.ts';
import { jsonRpc } from '../protocols/json-rpc.ts';
import { retryTransactionConflicts } from './conflict-retries.ts';
import { decodeBinary, type AttributeMap } from './attribute-values.ts';
import { marshallFields, unmarshallFields, type ItemFields } from './item-fields.ts';

/**
 * The core operations of DynamoDB on plain objects, with the inputs, outputs and errors of the SDK's document client.
 * Undefined values are omitted. Writes of single items that meet a transaction are repeated, which the SDK does not do.
 */
export interface DynamoDbClient {
  get(input: GetCommandInput): Promise<GetCommandOutput>;
  put(input: PutCommandInput): Promise<PutCommandOutput>;
  update(input: UpdateCommandInput): Promise<UpdateCommandOutput>;
  delete(input: DeleteCommandInput): Promise<DeleteCommandOutput>;
  query(input: QueryCommandInput): Promise<QueryCommandOutput>;
  scan(input: ScanCommandInput): Promise<ScanCommandOutput>;
  batchGet(input: BatchGetCommandInput): Promise<BatchGetCommandOutput>;
  batchWrite(input: BatchWriteCommandInput): Promise<BatchWriteCommandOutput>;
  transactGet(input: TransactGetCommandInput): Promise<TransactGetCommandOutput>;
  transactWrite(input: TransactWriteCommandInput): Promise<TransactWriteCommandOutput>;
  /** Opens a connection ahead of the first call. It never fails. */
  connect(): Promise<void>;
}

/**
 * Creates a {@link DynamoDbClient} that costs a fraction of the SDK's at a cold start. The credentials are those of the
 * configuration or the environment; what obtains others uses `sdkDynamoDbClient`.
 */
export function dynamoDbClient(
  config?: ClientConfig,
  dependencies?: Partial<ClientDependencies>,
): DynamoDbClient {
  const rpc = jsonRpc(service, config, dependencies);
  const operation =
    <Input extends object, Output>(name: string, { input: inInput, output: inOutput }: Operation) =>
    async (input: Input): Promise<Output> => {
      const marshalled = marshallFields(input, inInput) as object;
      return unmarshallFields(await rpc.call(name, marshalled), inOutput) as Output;
    };
  const client: DynamoDbClient = {
    get: operation('GetItem', { input: { Key: 'item' }, output: { Item: 'item' } }),
    put: operation('PutItem', { input: write, output: { Attributes: 'item' } }),
    update: operation('UpdateItem', { input: write, output: { Attributes: 'item' } }),
    delete: operation('DeleteItem', { input: write, output: { Attributes: 'item' } }),
    query: operation('Query', { input: read, output: page }),
    scan: operation('Scan', { input: read, output: page }),
    batchGet: operation('BatchGetItem', {
      input: { RequestItems: keysByTable },
      output: { Responses: [['item']], UnprocessedKeys: keysByTable },
    }),
    batchWrite: operation('BatchWriteItem', {
      input: { RequestItems: writesByTable },
      output: { UnprocessedItems: writesByTable },
    }),
    transactGet: operation('TransactGetItems', {
      input: { TransactItems: [{ Get: { Key: 'item' } }] },
      output: { Responses: [{ Item: 'item' }] },
    }),
    transactWrite: operation('TransactWriteItems', {
      input: { TransactItems: [{ Put: write, Update: write, Delete: write, ConditionCheck: write }] },
      output: {},
    }),
    connect: rpc.connect,
  };
  return config?.maxAttempts === 1 ? client : retryTransactionConflicts(client, dependencies);
}

interface Operation {
  readonly input: ItemFields;
  readonly output: ItemFields;
}

const write: ItemFields = { Key: 'item', Item: 'item', ExpressionAttributeValues: 'item' };
const read: ItemFields = { ExclusiveStartKey: 'item', ExpressionAttributeValues: 'item' };
const page: ItemFields = { Items: ['item'], LastEvaluatedKey: 'item' };
const keysByTable: ItemFields = [{ Keys: ['item'] }];
const writesByTable: ItemFields = [[{ PutRequest: { Item: 'item' }, DeleteRequest: { Key: 'item' } }]];

const service = {
  hostPrefix: 'dynamodb',
  environmentName: 'DYNAMODB',
  signingName: 'dynamodb',
  targetPrefix: 'DynamoDB_20120810',
  version: '1.0',
  // As in the SDK: DynamoDB answers faster than other services.
  baseDelay: 25,
  parseError,
} as const;

/** Errors contain items as attribute values, as in the SDK: the existing item of a failed condition. */
function parseError(response: HttpResponse): ErrorResponse {
  const { name, message, fields = {} } = parseJsonError(response);
  const { Item, CancellationReasons, ...others } = fields as ErrorFields;
  return {
    name,
    message,
    fields: {
      ...others,
      ...(Item && { Item: decodeBinary(Item) }),
      ...(CancellationReasons && { CancellationReasons: CancellationReasons.map(decodeReason) }),
    },
  };
}

interface ErrorFields {
  readonly Item?: AttributeMap;
  readonly CancellationReasons?: readonly { readonly Item?: AttributeMap }[];
}

const decodeReason = <Reason extends { readonly Item?: AttributeMap }>(reason: Reason): Reason =>
  reason.Item ? { ...reason, Item: decodeBinary(reason.Item) } : reason;
