import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { developerCredentials, testCredentials } from '../contract/credentials.ts';
import { createAccessControl } from '../services/iam/access-control.ts';
import type { AwsRequest } from '../contract/aws-request.ts';
import type { LocalService } from '../contract/local-service.ts';
import { AwsError } from '../contract/aws-error.ts';
import { createAwsEndpoint } from './aws-endpoint.ts';
import { listen } from '../contract/listen.ts';

const received: AwsRequest[] = [];
const answering = (signingName: string, status: number, body: string): LocalService => ({
  name: signingName,
  signingNames: [signingName],
  resources: {},
  async handle(request) {
    received.push(request);
    return { status, headers: { 'content-type': 'application/json' }, body };
  },
});
const failing = (signingName: string, error: Error): LocalService => ({
  ...answering(signingName, 500, ''),
  async handle() {
    throw error;
  },
});

const internalErrors: string[] = [];
// A role with a single permission.
const roles = { statementsOf: () => [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] as const };
const access = createAccessControl({ roles });
const book = access.register({ kind: 'role', name: 'book', roleArn: 'arn:aws:iam::000000000000:role/book' });
const endpoint = createAwsEndpoint({
  access,
  onInternalError: (message) => void internalErrors.push(message),
});
let url: string;

beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(endpoint.server, { port: 0, variable: 'CLOUD_PORT' })}`;
  endpoint.serve([
    answering('cognito-idp', 200, '{"UserConfirmed":false,"UserSub":"u"}'),
    {
      ...answering('s3', 404, '<Error><Code>NoSuchKey</Code><Message>gone</Message></Error>'),
      allowsAnonymous: ({ action, resourceArn }) =>
        action === 's3:GetObject' && resourceArn.startsWith('arn:aws:s3:::shop/images/'),
    },
    failing('ssm', new AwsError('ParameterNotFound', 'Parameter /x not found.')),
    failing('lambda', new TypeError('internal error')),
    answering('sns', 200, ''),
  ]);
});
afterAll(() => {
  endpoint.server.closeAllConnections();
  endpoint.server.close();
});

const config = (credentials = developerCredentials) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});
const unknownKey = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' };

describe('the AWS endpoint', () => {
  it.each([
    ['developer', developerCredentials],
    ['test', testCredentials],
  ])('passes a call and its caller to the service with the credentials %s', async (_, credentials) => {
    received.length = 0;
    await new CognitoIdentityProviderClient(config(credentials)).send(
      new ListUserPoolsCommand({ MaxResults: 1 }),
    );
    expect(received).toMatchObject([
      { signingName: 'cognito-idp', operation: 'ListUserPools', principal: { kind: 'developer' } },
    ]);
  });

  it('accepts only the public operations of Cognito unsigned', async () => {
    received.length = 0;
    await new CognitoIdentityProviderClient(config()).send(
      new SignUpCommand({ ClientId: 'c', Username: 'u', Password: 'p' }),
    );
    await fetch(`${url}/pool/.well-known/jwks.json`);
    expect(received).toMatchObject([
      { principal: { kind: 'anonymous' } },
      { path: '/pool/.well-known/jwks.json' },
    ]);
    const unsigned = (target: string, body: object) =>
      fetch(url, { method: 'POST', headers: { 'x-amz-target': target }, body: JSON.stringify(body) });
    expect(
      (await unsigned('AWSCognitoIdentityProviderService.AdminGetUser', { UserPoolId: 'p' })).status,
    ).toBe(403);
    expect((await unsigned('AmazonSSM.GetParameter', { Name: '/x' })).status).toBe(403);
  });

  it('passes preflight requests to the service that browsers call without credentials', async () => {
    received.length = 0;
    const preflight = (headers: string) =>
      fetch(url, {
        method: 'OPTIONS',
        headers: { origin: 'http://shop.example', 'access-control-request-headers': headers },
      });
    await preflight('content-type,x-amz-target');
    await preflight('content-type');
    expect(received.map(({ signingName }) => signingName)).toEqual(['cognito-idp', 's3']);
  });

  it.each([
    [
      'SSM',
      () => new SSMClient(config(unknownKey)).send(new GetParameterCommand({ Name: '/x' })),
      'UnrecognizedClientException',
    ],
    ['SNS', () => new SNSClient(config(unknownKey)).send(new ListTopicsCommand({})), 'InvalidClientTokenId'],
    ['S3', () => new S3Client(config(unknownKey)).send(new ListBucketsCommand({})), 'InvalidAccessKeyId'],
  ])('refuses an unknown access key as %s does', async (_, call, name) => {
    await expect(call()).rejects.toMatchObject({ name });
  });

  it.each([
    [
      'SSM',
      () => new SSMClient(config(book)).send(new GetParameterCommand({ Name: '/x' })),
      'AccessDeniedException',
      400,
    ],
    [
      'SNS',
      () =>
        new SNSClient(config(book)).send(
          new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: 'm' }),
        ),
      'AuthorizationErrorException',
      403,
    ],
    [
      'Lambda',
      () => new LambdaClient(config(book)).send(new InvokeCommand({ FunctionName: 'f' })),
      'AccessDeniedException',
      403,
    ],
    ['S3', () => new S3Client(config(book)).send(new ListBucketsCommand({})), 'AccessDenied', 403],
  ])('denies a call that the role does not allow as %s does', async (_, call, name, httpStatusCode) => {
    await expect(call()).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
      message: expect.stringContaining('is not authorized to perform'),
    });
  });

  it('hides whether an object exists from callers who cannot list the bucket', async () => {
    const get = new GetObjectCommand({ Bucket: 'b', Key: 'k' });
    await expect(new S3Client(config(book)).send(get)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(new S3Client(config()).send(get)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('passes unsigned calls to S3 only for objects that bucket policies make public', async () => {
    received.length = 0;
    const denied = await fetch(`${url}/shop/uploads/1.png`);
    expect(denied.status).toBe(403);
    expect(await denied.text()).toContain('<Code>AccessDenied</Code>');
    expect((await fetch(`${url}/shop/images/1.png`, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect(received).toEqual([]);
    // Passed on, but a missing object returns 403 because listing the bucket is not public.
    expect((await fetch(`${url}/shop/images/1.png`)).status).toBe(403);
    expect(received).toMatchObject([{ signingName: 's3', principal: { kind: 'anonymous' } }]);
  });

  it('reads the credential of a presigned URL', async () => {
    received.length = 0;
    const scope = encodeURIComponent(`${book.accessKeyId}/20300101/us-east-1/s3/aws4_request`);
    await fetch(`${url}/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${scope}`);
    expect(received).toMatchObject([{ signingName: 's3', principal: { kind: 'role', name: 'book' } }]);
  });

  it('reads the credential of a presigned form', async () => {
    received.length = 0;
    const form = new FormData();
    form.append('key', 'k');
    form.append('X-Amz-Credential', 'developer/20300101/us-east-1/s3/aws4_request');
    form.append('file', new Blob(['…']));
    await fetch(`${url}/b`, { method: 'POST', body: form });
    expect(received).toMatchObject([{ signingName: 's3', principal: { kind: 'developer' } }]);
  });

  it("returns a service's error by its name, and reports internal errors", async () => {
    await expect(new SSMClient(config()).send(new GetParameterCommand({ Name: '/x' }))).rejects.toMatchObject(
      { name: 'ParameterNotFound' },
    );
    expect(internalErrors).toEqual([]);
    await expect(
      new LambdaClient(config()).send(new InvokeCommand({ FunctionName: 'f' })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect(internalErrors.join()).toContain('internal error');
  });

  it('names an unsupported service', async () => {
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=developer/20300101/us-east-1/kinesis/aws4_request',
      'x-amz-target': 'Kinesis_20131202.PutRecord',
    };
    const response = await fetch(url, { method: 'POST', headers, body: '{}' });
    expect(await response.json()).toMatchObject({
      __type: 'UnknownOperationException',
      message: expect.stringContaining('kinesis has no operation PutRecord'),
    });
  });
});

describe('listen', () => {
  it('names a taken port and how to choose another', async () => {
    const port = Number(new URL(url).port);
    const other = createAwsEndpoint({ access });
    await expect(listen(other.server, { port, variable: 'CLOUD_PORT' })).rejects.toThrow(
      `Port ${port} is already in use. Stop the program that uses it, or choose another port: CLOUD_PORT=`,
    );
  });
});
