import { mkdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApp, type BuildAppOptions } from 'fauxqs';
import type { AwsRequest, AwsResponse } from '../../../contract/aws-request.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import { noRecorder, type Recorder } from '../../../contract/recorder.ts';
import { openDatabase } from '../../../contract/database.ts';
import { recordMessages } from './recorded-messages.ts';
import { hasInvalidCharacter } from './message-characters.ts';

type Stores = NonNullable<BuildAppOptions['stores']>;
export type SqsStore = Stores['sqsStore'];
export type SnsStore = Stores['snsStore'];
export type S3Store = Stores['s3Store'];
export type SqsQueue = NonNullable<ReturnType<SqsStore['getQueueByArn']>>;
type Persistence = NonNullable<SqsStore['persistence']>;

/** The fauxqs emulator of SQS, SNS and S3, running in this process without its own port. */
export interface Fauxqs {
  readonly sqsStore: SqsStore;
  readonly snsStore: SnsStore;
  readonly s3Store: S3Store;
  /** Sends a message to a queue, as SendMessage does. @param trace the trace header of the sender */
  send(
    queue: SqsQueue,
    body: string,
    options?: { readonly attributes?: Readonly<Record<string, object>>; readonly trace?: string | undefined },
  ): void;
  handle(request: Pick<AwsRequest, 'method' | 'path' | 'headers' | 'body' | 'trace'>): Promise<AwsResponse>;
  close(): Promise<void>;
}

/**
 * Opens the queues, topics and buckets stored in the folder, which is created when missing.
 *
 * @throws CorruptState when the stored data cannot be read.
 */
export async function openFauxqs({
  folder,
  recorder = noRecorder,
}: {
  readonly folder: string;
  readonly recorder?: Recorder;
}): Promise<Fauxqs> {
  mkdirSync(folder, { recursive: true });
  openDatabase(join(folder, 'fauxqs.db')).close();

  // `startFauxqs` would open a port on all interfaces, and the package does not export its parts.
  const distFolder = join(dirname(findPackageJSON('fauxqs', import.meta.url) ?? ''), 'dist');
  const load = async (file: string) => (await import(pathToFileURL(join(distFolder, file)).href)) as object;
  const [{ SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }, { INVALID_MESSAGE_BODY_CHAR }] =
    (await Promise.all([
      load('sqs/sqsStore.js'),
      load('sns/snsStore.js'),
      load('s3/s3Store.js'),
      load('persistence.js'),
      load('sqs/sqsTypes.js'),
    ])) as [
      {
        SqsStore: {
          new (): SqsStore;
          createMessage(body: string, attributes?: object): Parameters<SqsQueue['enqueue']>[0];
        };
      },
      { SnsStore: new () => SnsStore },
      { S3Store: new () => S3Store },
      { PersistenceManager: new (folder: string) => Persistence },
      { INVALID_MESSAGE_BODY_CHAR: RegExp },
    ];
  // fauxqs 2.4.1 rejects all characters above U+FFFF, such as emoji, which SQS accepts.
  INVALID_MESSAGE_BODY_CHAR.test = hasInvalidCharacter;

  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  // Without a host name, queue URLs begin with the address that the client used.
  stores.sqsStore.host = '';
  const persistence = new PersistenceManager(folder);
  applyFixes(persistence);
  const senders = recordMessages(persistence, recorder);
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const store of Object.values(stores)) store.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;

  const app = buildApp({ logger: false, defaultRegion: REGION, stores });
  // The emulator accepts at most 11 MiB, S3 accepts 5 GiB in one request. The endpoint has already read the body.
  app.removeContentTypeParser('*');
  const passThrough = (_request: unknown, body: Buffer, done: (error: null, body: Buffer) => void) =>
    done(null, body);
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_OBJECT_BYTES }, passThrough);
  await app.ready();
  return {
    ...stores,
    send: (queue, body, { attributes, trace } = {}) =>
      senders.run(trace, () => queue.enqueue(SqsStore.createMessage(body, attributes))),
    async handle({ method, path, headers, body, trace }) {
      // The emulator begins when the result is awaited.
      const response = await senders.run(trace, async () =>
        app.inject({
          method: method as 'POST',
          url: path,
          headers: withoutTransferHeaders(headers),
          payload: body,
        }),
      );
      return {
        status: response.statusCode,
        headers: responseHeaders(response.headers),
        body: response.rawPayload,
      };
    },
    async close() {
      await app.close();
      persistence.close();
    },
  };
}

interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): { run(...parameters: unknown[]): unknown };
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
const MAX_OBJECT_BYTES = 5 * 1024 ** 3;

function applyFixes(persistence: Persistence) {
  const database = Reflect.get(persistence, 'db') as Sqlite;
  // A commit survives a SIGKILL without waiting for the disk; only a power failure can lose the latest ones.
  database.exec('PRAGMA synchronous = NORMAL');
  // fauxqs 2.4.1 also clears the receive count, which violates its own schema, so ChangeMessageVisibility to 0 fails.
  const makeVisible = database.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => void makeVisible.run(messageId);
}

// The body is already complete, and the endpoint sets the content length of the response.
const TRANSFER_HEADERS = new Set([
  'transfer-encoding',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
]);
const withoutTransferHeaders = (headers: AwsRequest['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !TRANSFER_HEADERS.has(name)));

const responseHeaders = (headers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => value !== undefined && name !== 'connection' && name !== 'transfer-encoding')
      .map(([name, value]) => [name, String(value)]),
  );
