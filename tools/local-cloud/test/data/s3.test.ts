import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startDataServices, type DataServices } from './start-data-services.ts';
import { FakeFunctions, functionArn } from './fake-functions.ts';

interface BucketEvent {
  readonly Records: readonly [
    { eventName: string; s3: { object: { key: string; size?: number; eTag?: string } } },
  ];
}

describe('buckets', () => {
  let stateFolder: string;
  let functions: FakeFunctions;
  let services: DataServices;
  let s3: S3Client;
  let events: BucketEvent['Records'][0][];
  const Bucket = 'product-images';

  const deployBucket = (properties: object = {}) =>
    services.deploy('Bucket', 'AWS::S3::Bucket', {
      BucketName: Bucket,
      NotificationConfiguration: {
        LambdaConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Function: functionArn('resize'),
            Filter: {
              S3Key: {
                Rules: [
                  { Name: 'prefix', Value: 'uploads/' },
                  { Name: 'Suffix', Value: '.png' },
                ],
              },
            },
          },
          { Event: 's3:ObjectRemoved:Delete', Function: functionArn('resize') },
        ],
      },
      ...properties,
    });
  const put = (Key: string, Body = 'image') =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'image/png' }));
  const eventNames = () => events.map(({ eventName, s3: { object } }) => `${eventName} ${object.key}`);

  async function boot() {
    services = await startDataServices({ stateFolder, functions, log: () => undefined });
    s3 = new S3Client(services.endpoint.clientConfig);
  }
  async function shutDown() {
    s3.destroy();
    await services.stop();
  }

  beforeEach(async () => {
    stateFolder = mkdtempSync(join(tmpdir(), 'buckets-'));
    events = [];
    functions = new FakeFunctions();
    functions.define('resize', (event: never) => void events.push((event as BucketEvent).Records[0]));
    await boot();
  });
  afterEach(async () => {
    await shutDown();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('returns the name and domain names that templates reference', async () => {
    expect(await deployBucket()).toEqual({
      ref: Bucket,
      attributes: {
        Arn: `arn:aws:s3:::${Bucket}`,
        DomainName: `${Bucket}.s3.amazonaws.com`,
        RegionalDomainName: `${Bucket}.s3.us-east-1.amazonaws.com`,
      },
    });
    expect((await services.deploy('Other', 'AWS::S3::Bucket', {})).ref).toMatch(
      /^shop-local-other-[0-9a-f]{12}$/,
    );
  });

  it('keeps objects after a restart', async () => {
    await deployBucket();
    await put('uploads/chair.png', 'a chair');
    await shutDown();
    await boot();
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key: 'uploads/chair.png' }));
    expect(await Body?.transformToString()).toBe('a chair');
    expect(ContentType).toBe('image/png');
  });

  it('stores an object of 12 MiB in one request', async () => {
    await deployBucket();
    await put('export.csv', 'x'.repeat(12 * 1024 ** 2));
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'export.csv' }));
    expect(ContentLength).toBe(12 * 1024 ** 2);
  });

  it('sends event notifications for created and removed objects that match the filter', async () => {
    await deployBucket();
    await put('uploads/a red chair.png');
    await put('uploads/notes.txt');
    await put('other/chair.png');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'uploads/notes.txt' }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'other/chair.png' }] } }));

    expect(eventNames()).toEqual([
      'ObjectCreated:Put uploads/a+red+chair.png',
      'ObjectRemoved:Delete uploads/notes.txt',
      'ObjectRemoved:Delete other/chair.png',
    ]);
    expect(events[0]).toMatchObject({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: Bucket, arn: `arn:aws:s3:::${Bucket}` },
        object: { size: 5, eTag: expect.stringMatching(/^[0-9a-f]{32}$/), sequencer: expect.any(String) },
      },
    });
  });

  it('sends an event notification when a multipart upload is complete', async () => {
    await deployBucket();
    const upload = { Bucket, Key: 'uploads/large.png' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
    const { ETag } = await s3.send(
      new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }),
    );
    expect(events).toEqual([]);
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
    expect(eventNames()).toEqual(['ObjectCreated:CompleteMultipartUpload uploads/large.png']);
  });

  it('sends event notifications to a queue only when its policy allows the bucket', async () => {
    const queue = await services.deploy('Queue', 'AWS::SQS::Queue', {});
    const QueueConfigurations = [{ Event: 's3:ObjectCreated:*', Queue: queue.attributes?.['Arn'] }];
    await deployBucket({ NotificationConfiguration: { QueueConfigurations } });
    await put('before-the-policy.png');
    await services.deploy('Policy', 'AWS::SQS::QueuePolicy', {
      Queues: [queue.ref],
      PolicyDocument: {
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue.attributes?.['Arn'],
          Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${Bucket}` } },
        },
      },
    });
    await put('after-the-policy.png');

    const sqs = new SQSClient(services.endpoint.clientConfig);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue.ref, MaxNumberOfMessages: 10 }),
    );
    sqs.destroy();
    const keys = Messages.map(({ Body }) => (JSON.parse(Body ?? '') as BucketEvent).Records[0].s3.object.key);
    expect(keys).toEqual(['after-the-policy.png']);
  });

  describe('browser-based uploads', () => {
    const conditions = [{ bucket: Bucket }, ['starts-with', '$key', ''], ['content-length-range', 0, 1e9]];
    const widened = Buffer.from(
      JSON.stringify({ expiration: '2999-01-01T00:00:00.000Z', conditions }),
    ).toString('base64');

    async function upload({
      file = 'image',
      type = 'image/png',
      changes = {} as Record<string, string>,
    } = {}) {
      const { url, fields } = await createPresignedPost(s3, {
        Bucket,
        Key: 'uploads/chair.png',
        Conditions: [['content-length-range', 1, 10], { 'Content-Type': 'image/png' }],
        Expires: 60,
      });
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, 'Content-Type': type, ...changes }))
        form.append(name, value);
      form.append('file', new Blob([file]), 'chair.png');
      return fetch(url, { method: 'POST', body: form, headers: { origin: 'http://localhost:5173' } });
    }

    it('stores an upload that meets the policy and sends an event notification', async () => {
      await deployBucket({
        CorsConfiguration: {
          CorsRules: [{ AllowedOrigins: ['http://localhost:*'], AllowedMethods: ['POST'] }],
        },
        NotificationConfiguration: {
          LambdaConfigurations: [{ Event: 's3:ObjectCreated:Post', Function: functionArn('resize') }],
        },
      });
      const response = await upload();
      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
      expect(eventNames()).toEqual(['ObjectCreated:Post uploads/chair.png']);
      const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key: 'uploads/chair.png' }));
      expect([await Body?.transformToString(), ContentType]).toEqual(['image', 'image/png']);
    });

    it.each([
      ['a file that is too large', { file: 'x'.repeat(11) }, 'EntityTooLarge'],
      ['a different content type', { type: 'text/html' }, 'AccessDenied'],
      ['a different key', { changes: { key: 'uploads/other.png' } }, 'AccessDenied'],
      ['a changed signature', { changes: { 'X-Amz-Signature': '0'.repeat(64) } }, 'SignatureDoesNotMatch'],
      ['a policy that its sender widened', { changes: { Policy: widened } }, 'SignatureDoesNotMatch'],
      [
        'an unknown access key',
        {
          changes: {
            'X-Amz-Credential': 'AKIAUNKNOWN/20300101/us-east-1/s3/aws4_request',
            'X-Amz-Date': '20300101T000000Z',
          },
        },
        'InvalidAccessKeyId',
      ],
      ['an empty signature', { changes: { 'X-Amz-Signature': '' } }, 'InvalidArgument'],
    ])('rejects %s', async (_name, changes, code) => {
      await deployBucket();
      const response = await upload(changes);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).toContain(`<Code>${code}</Code>`);
      expect(events).toEqual([]);
    });

    it('allows the CORS preflight request of an allowed origin only', async () => {
      await deployBucket({
        CorsConfiguration: {
          CorsRules: [
            {
              AllowedOrigins: ['http://localhost:5173'],
              AllowedMethods: ['PUT'],
              AllowedHeaders: ['*'],
              MaxAge: 60,
            },
          ],
        },
      });
      const preflight = (origin: string) =>
        fetch(`${services.endpoint.url}/${Bucket}/uploads/chair.png`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'PUT',
            'access-control-request-headers': 'content-type',
          },
        });
      const allowed = await preflight('http://localhost:5173');
      expect(allowed.status).toBe(200);
      expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type');
      expect((await preflight('http://other.example')).status).toBe(403);
    });
  });

  it('rejects PutObjectTagging instead of overwriting the object', async () => {
    await deployBucket();
    await put('uploads/chair.png', 'a chair');
    const tags = { Bucket, Key: 'uploads/chair.png', Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } };
    await expect(s3.send(new PutObjectTaggingCommand(tags))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'uploads/chair.png' }));
    expect(await Body?.transformToString()).toBe('a chair');
  });
});
