import { mkdtemp, writeFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { generate } from 'selfsigned';

type Item = Readonly<Record<string, unknown>>;
type Input = Readonly<Record<string, unknown>>;

/** AWS, Cognito's keys and a payment provider on HTTPS ports of this machine. They answer at once. */
export interface MockAws extends AsyncDisposable {
  readonly url: string;
  /** The endpoints of services, each on a port of its own: as on AWS, their connections are not shared. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** The file with its certificate, for NODE_EXTRA_CA_CERTS. */
  readonly authorityFile: string;
  /** What the next requests find and leave, by the logical id of a table. */
  readonly tables: Map<string, Item[]>;
}

const SERVICES = ['DYNAMODB', 'SSM', 'KMS', 'SESV2', 'SNS', 'SQS', 'SFN'];

interface Options {
  /** The key set of the user pool. */
  readonly keys: object;
  /** The values of parameters, by the last part of their names. */
  readonly parameters: (url: string) => Readonly<Record<string, string>>;
}

export async function startMockAws({ keys, parameters }: Options): Promise<MockAws> {
  const folder = await mkdtemp(join(tmpdir(), 'tradewind-cold-'));
  const authorityFile = join(folder, 'authority.pem');
  const { private: privateKey, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
  });
  await writeFile(authorityFile, cert);
  const tables = new Map<string, Item[]>();
  const servers: Server[] = [];
  const listen = async (): Promise<string> => {
    const server = createServer({ key: privateKey, cert }, (request, response) => {
      void answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return `https://localhost:${(server.address() as AddressInfo).port}`;
  };
  const url = await listen();
  const endpoints: Record<string, string> = {};
  for (const service of SERVICES) endpoints[`AWS_ENDPOINT_URL_${service}`] = await listen();
  return {
    url,
    endpoints,
    authorityFile,
    tables,
    async [Symbol.asyncDispose]() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await rm(folder, { recursive: true });
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status = 200, body } = respond(request, await readBody(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  function respond({ url: path = '', headers }: IncomingMessage, sent: string) {
    if (path.endsWith('/.well-known/jwks.json')) return { body: keys };
    if (path.startsWith('/sandbox/')) return { status: 201, body: { id: 'aut_1' } };
    if (path.startsWith('/v2/email/')) return { body: { MessageId: 'message-1' } };
    const [service = '', operation = ''] = String(headers['x-amz-target']).split('.');
    const input = JSON.parse(sent || '{}') as Input;
    if (service.startsWith('DynamoDB')) return { body: onTables(operation, input) };
    if (service === 'AmazonSSM') return { body: readParameters(input) };
    if (service === 'TrentService') return { body: useKey(operation, input) };
    return {
      status: 501,
      body: { __type: 'UnknownOperation', message: `${service}.${operation} ${path}` },
    };
  }

  function onTables(operation: string, input: Input): object {
    const { TableName, Key, Item, RequestItems, TransactItems, ExpressionAttributeValues } = input as {
      TableName?: string;
      Key?: Input;
      Item?: Input;
      RequestItems?: Readonly<Record<string, { Keys: readonly Input[] }>>;
      TransactItems?: readonly {
        Put?: { TableName: string; Item: Input };
        Get?: { TableName: string; Key: Input };
      }[];
      ExpressionAttributeValues?: Input;
    };
    switch (operation) {
      case 'GetItem':
        return { Item: find(TableName, Key) };
      case 'Query': {
        const Items = itemsWith(TableName, ExpressionAttributeValues);
        return { Items, Count: Items.length };
      }
      case 'BatchGetItem': {
        const found = Object.entries(RequestItems ?? {}).map(([name, { Keys }]) => [
          name,
          Keys.flatMap((key) => find(name, key) ?? []),
        ]);
        return { Responses: Object.fromEntries(found) as object, UnprocessedKeys: {} };
      }
      case 'TransactGetItems':
        return {
          Responses: (TransactItems ?? []).map(({ Get }) => ({ Item: find(Get?.TableName, Get?.Key) })),
        };
      case 'PutItem':
        keep(TableName, Item);
        return {};
      case 'TransactWriteItems':
        for (const { Put } of TransactItems ?? []) if (Put) keep(Put.TableName, Put.Item);
        return {};
      default:
        return { Attributes: find(TableName, Key) };
    }
  }

  /** The items whose attributes have all of these values. */
  function itemsWith(name: string | undefined, wanted: Input = {}): object[] {
    const values = Object.values(unmarshall(wanted as never) as Input);
    return (tables.get(name ?? '') ?? [])
      .filter((item) => values.every((value) => Object.values(item).includes(value)))
      .map(marshalled);
  }

  function find(name: string | undefined, key: Input | undefined): object | undefined {
    return itemsWith(name, key)[0];
  }

  function keep(name: string | undefined, item: Input | undefined): void {
    if (name !== undefined && item) tables.set(name, [unmarshall(item as never)]);
  }

  function readParameters({ Names, Name }: Input): object {
    const values = parameters(url);
    const read = (name: string) => ({ Name: name, Type: 'String', Value: values[name.split('/').at(-1)!] });
    if (typeof Name === 'string') return { Parameter: read(Name) };
    return { Parameters: (Names as string[]).map(read), InvalidParameters: [] };
  }
}

const marshalled = (item: Item) => marshall(item, { removeUndefinedValues: true });

/** Texts are encrypted as they are. */
const useKey = (operation: string, { Plaintext, CiphertextBlob }: Input): object =>
  operation === 'Encrypt' ? { CiphertextBlob: Plaintext } : { Plaintext: CiphertextBlob };

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
