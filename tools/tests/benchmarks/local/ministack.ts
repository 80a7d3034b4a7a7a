import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { freePort } from '../../../workspace/src/network/free-port.ts';
import { answering, developer, type Peer, REGION, type Workload } from './peer.ts';

const PACKAGE = 'ministack==1.5.33';
const ACCOUNT = '000000000000';
const run = promisify(execFile);

/**
 * Installs ministack into a virtual environment of Python and deploys the workload to it: table, item, function and API.
 *
 * @throws Error if Python or PyPI is not available
 */
export async function startMinistack(folder: string, workload: Workload): Promise<Peer[]> {
  const port = await freePort();
  const bin = join(folder, 'venv', 'bin');
  await run('python3', ['-m', 'venv', join(folder, 'venv')]);
  await run(join(bin, 'pip'), ['install', '--quiet', PACKAGE]);
  const child = spawn(join(bin, 'ministack'), [], {
    cwd: folder,
    env: { ...process.env, GATEWAY_PORT: String(port), LAMBDA_EXECUTOR: 'local' },
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(`${endpoint}/_ministack/health`);
  const apiId = await deploy(endpoint, workload);
  const url = `${endpoint}/restapis/${apiId}/local/_user_request_/products/${workload.productId}`;
  await answering(url);
  const peer: Peer = {
    name: 'ministack',
    url,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
  return [peer];
}

async function deploy(endpoint: string, workload: Workload): Promise<string> {
  const client = { endpoint, region: REGION, credentials: developer };
  await copyProduct(new DynamoDBClient(client), workload);
  const { configuration } = workload;
  await new LambdaClient(client).send(
    new CreateFunctionCommand({
      FunctionName: 'get-product',
      Runtime: 'nodejs24.x',
      Role: `arn:aws:iam::${ACCOUNT}:role/product`,
      Handler: 'get-product.handler',
      MemorySize: configuration.MemorySize,
      Timeout: configuration.Timeout,
      Environment: {
        Variables: {
          ...configuration.Environment?.Variables,
          AWS_ENDPOINT_URL: endpoint,
          AWS_REGION: REGION,
          AWS_ACCESS_KEY_ID: developer.accessKeyId,
          AWS_SECRET_ACCESS_KEY: developer.secretAccessKey,
        },
      },
      Code: { ZipFile: zipSync({ 'get-product.mjs': strToU8(await readFile(workload.bundlePath, 'utf8')) }) },
    }),
  );
  return deployApi(endpoint);
}

/** Copies the table, without indexes, and the item of the product. */
async function copyProduct(target: DynamoDBClient, { configuration, productId, endpointUrl }: Workload) {
  const source = new DynamoDBClient({ endpoint: endpointUrl, region: REGION, credentials: developer });
  const TableName = configuration.Environment?.Variables?.['PRODUCTS_TABLE'] ?? '';
  const { Table } = await source.send(new DescribeTableCommand({ TableName }));
  const { KeySchema = [], AttributeDefinitions = [] } = Table ?? {};
  const keys = new Set(KeySchema.map(({ AttributeName }) => AttributeName));
  await target.send(
    new CreateTableCommand({
      TableName,
      KeySchema,
      AttributeDefinitions: AttributeDefinitions.filter(({ AttributeName }) => keys.has(AttributeName)),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const { Item } = await source.send(new GetItemCommand({ TableName, Key: { productId: { S: productId } } }));
  await target.send(new PutItemCommand({ TableName, Item }));
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
async function deployApi(endpoint: string): Promise<string> {
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${endpoint}/restapis${path}`, {
      method,
      headers: { authorization: AUTHORIZATION, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`ministack: ${method} ${path}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const { id: apiId = '' } = await call('POST', '', { name: 'catalog' });
  const { item } = await call('GET', `/${apiId}/resources`);
  let parentId = [item ?? []].flat()[0]?.id;
  for (const pathPart of ['products', '{productId}'])
    ({ id: parentId } = await call('POST', `/${apiId}/resources/${parentId}`, { pathPart }));
  const method = `/${apiId}/resources/${parentId}/methods/GET`;
  await call('PUT', method, { authorizationType: 'NONE' });
  const functionArn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:get-product`;
  await call('PUT', `${method}/integration`, {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
  });
  await call('POST', `/${apiId}/deployments`, { stageName: 'local' });
  return apiId;
}

interface Answer {
  readonly id?: string;
  readonly item?: { readonly id?: string } | readonly { readonly id?: string }[];
}

// The signature is not verified; the scope names the service.
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=test/20300101/${REGION}/apigateway/aws4_request, SignedHeaders=host, Signature=0`;
