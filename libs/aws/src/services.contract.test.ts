// cspell:ignore AQID -- base64
/** The operations of the other services on the SDK and on this client: what each sends, returns and throws. */
import { describe, expect, it } from '@jest/globals';
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { SendEmailCommand, SESv2Client, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  type PublishBatchCommandInput,
  type PublishCommandInput,
} from '@aws-sdk/client-sns';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { scriptedServer, type ReceivedRequest, type ScriptedResponse } from '#libs/testing';
import type { ClientConfig } from './aws-client.ts';
import { keyManagementClient } from './services/key-management-client.ts';
import { parameterStoreClient } from './services/parameter-store-client.ts';
import { sesClient } from './services/ses-client.ts';
import { snsClient } from './services/sns-client.ts';
import { sqsClient } from './services/sqs-client.ts';
import { stepFunctionsClient } from './services/step-functions-client.ts';

type Config = Required<Pick<ClientConfig, 'endpoint' | 'region' | 'credentials'>>;
type Call = (config: Config) => Promise<object>;

interface Scenario {
  readonly sdk: Call;
  readonly thin: Call;
  readonly response?: ScriptedResponse;
}

const json = (body: object, status = 200, headers = {}): ScriptedResponse => ({
  status,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'R-1', ...headers },
});
const xml = (body: string, status = 200): ScriptedResponse => ({
  status,
  body: `<?xml version="1.0"?>\n${body}`,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'R-1' },
});

async function observe(call: Call, response: ScriptedResponse) {
  await using server = await scriptedServer(response);
  const credentials = { accessKeyId: 'access-key', secretAccessKey: 'secret' };
  const result = await call({ endpoint: server.url, region: 'eu-west-1', credentials }).catch(
    (error: unknown) => error,
  );
  const request = toComparable(server.requests[0]!);
  return {
    result: result as object,
    seen: {
      request,
      attempts: server.requests.length,
      error: Error.isError(result) && toComparableError(result),
    },
  };
}

const toComparableError = (error: Error & { readonly $fault?: string }) => ({
  name: error.name,
  message: error.message,
  $fault: error.$fault,
});

function toComparable({ method, path, headers, body }: ReceivedRequest) {
  const type = headers['content-type'] ?? '';
  return {
    method,
    path,
    type,
    target: headers['x-amz-target'],
    scope: /Credential=[^/]*\/\d+\/([^,]*)/.exec(headers.authorization ?? '')?.[1],
    body: type.includes('json')
      ? (JSON.parse(body) as unknown)
      : body.split('&').toSorted((a, b) => (a < b ? -1 : 1)),
  };
}

/** What each client sent and threw, which must be the same, and what each returned. */
async function observeBoth({ sdk, thin, response = json({}) }: Scenario) {
  const [bySdk, byThin] = [await observe(sdk, response), await observe(thin, response)];
  return { sdk: bySdk.seen, thin: byThin.seen, sdkResult: bySdk.result, result: byThin.result };
}

const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/000000000000/q';
const TopicArn = 'arn:aws:sns:eu-west-1:000000000000:topic';
const stateMachineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:m';

describe('SQS', () => {
  const message = { QueueUrl, MessageBody: '{"a":"ü €"}', DelaySeconds: 5, MessageGroupId: 'c-1' };
  // The SDK checks the MD5 of the body in the response.
  const MD5OfMessageBody = '8bdce34a9fa3aaa1c3b4da07c8c4b3cd';

  it('sends a message', async () => {
    const { sdk, thin } = await observeBoth({
      sdk: (config) => new SQSClient({ ...config, md5: false }).send(new SendMessageCommand(message)),
      thin: (config) => sqsClient(config).sendMessage(message),
      response: json({ MessageId: 'm-1', MD5OfMessageBody }),
    });
    expect(thin).toEqual(sdk);
    expect(thin.request).toMatchObject({
      target: 'AmazonSQS.SendMessage',
      type: 'application/x-amz-json-1.0',
    });
  });

  it('sends a batch and returns what was rejected', async () => {
    const input = {
      QueueUrl,
      Entries: [
        { Id: '0', MessageBody: 'a', MessageAttributes: { type: { DataType: 'String', StringValue: 'T' } } },
        { Id: '1', MessageBody: 'b' },
      ],
    };
    const rejected = { Id: '1', Code: 'InternalError', Message: 'no', SenderFault: false };
    const { sdk, thin, result, sdkResult } = await observeBoth({
      sdk: (config) => new SQSClient({ ...config, md5: false }).send(new SendMessageBatchCommand(input)),
      thin: (config) => sqsClient(config).sendMessageBatch(input),
      response: json({ Successful: [{ Id: '0', MessageId: 'm-0', MD5OfMessageBody }], Failed: [rejected] }),
    });
    expect(thin).toEqual(sdk);
    expect(result).toMatchObject({ Failed: [rejected] });
    expect(sdkResult).toMatchObject({ Failed: [rejected] });
  });

  it('throws QueueDoesNotExist', async () => {
    const { sdk, thin } = await observeBoth({
      sdk: (config) => new SQSClient(config).send(new SendMessageCommand(message)),
      thin: (config) => sqsClient(config).sendMessage(message),
      response: json({ __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'No queue.' }, 400, {
        'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender',
      }),
    });
    expect(thin).toEqual(sdk);
  });
});

describe('SNS', () => {
  const publish: PublishCommandInput = {
    TopicArn,
    Message: `{"text":"it's (ü) & <b>*!"}`,
    MessageAttributes: {
      type: { DataType: 'String', StringValue: 'SeatTaken' },
      source: { DataType: 'String', StringValue: 'a b+c' },
    },
  };
  const batch: PublishBatchCommandInput = {
    TopicArn,
    PublishBatchRequestEntries: [
      { Id: '0', Message: 'first', MessageAttributes: publish.MessageAttributes },
      { Id: '1', Message: 'second' },
    ],
  };
  const published = xml(
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId>' +
      '</PublishResult><ResponseMetadata><RequestId>R-1</RequestId></ResponseMetadata></PublishResponse>',
  );

  it('publishes a message', async () => {
    const { sdk, thin, result, sdkResult } = await observeBoth({
      sdk: (config) => new SNSClient(config).send(new PublishCommand(publish)),
      thin: (config) => snsClient(config).publish(publish),
      response: published,
    });
    expect(thin).toEqual(sdk);
    expect(result).toEqual({ MessageId: 'm-1' });
    expect(sdkResult).toMatchObject(result);
  });

  it('publishes a batch and returns what was rejected', async () => {
    const { sdk, thin, result, sdkResult } = await observeBoth({
      sdk: (config) => new SNSClient(config).send(new PublishBatchCommand(batch)),
      thin: (config) => snsClient(config).publishBatch(batch),
      response: xml(
        `<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
          <PublishBatchResult>
            <Successful><member><Id>0</Id><MessageId>m-0</MessageId></member></Successful>
            <Failed>
              <member><Id>1</Id><Code>InvalidParameter</Code><Message>&lt;b&gt; &amp; &#252;</Message><SenderFault>true</SenderFault></member>
            </Failed>
          </PublishBatchResult>
        </PublishBatchResponse>`,
      ),
    });
    expect(thin).toEqual(sdk);
    expect(result).toEqual({
      Successful: [{ Id: '0', MessageId: 'm-0' }],
      Failed: [{ Id: '1', Code: 'InvalidParameter', Message: '<b> & ü', SenderFault: true }],
    });
    expect(sdkResult).toMatchObject(result);
  });

  it('returns empty lists', async () => {
    const { sdk, thin, result, sdkResult } = await observeBoth({
      sdk: (config) => new SNSClient(config).send(new PublishBatchCommand(batch)),
      thin: (config) => snsClient(config).publishBatch(batch),
      response: xml(
        '<PublishBatchResponse><PublishBatchResult><Failed/><Successful/></PublishBatchResult></PublishBatchResponse>',
      ),
    });
    expect(thin).toEqual(sdk);
    expect(result).toEqual({ Successful: [], Failed: [] });
    expect(sdkResult).toMatchObject(result);
  });

  it.each([
    ['AuthorizationError', 403],
    ['InvalidParameter', 400],
    ['NotFound', 404],
    ['TooManyEntriesInBatchRequest', 400],
    ['KMSDisabled', 400],
    ['SignatureDoesNotMatch', 403],
    ['InternalError', 500],
    ['Throttled', 429],
  ])('throws the error of the code %s', async (code, status) => {
    const { sdk, thin } = await observeBoth({
      sdk: (config) => new SNSClient({ ...config, maxAttempts: 1 }).send(new PublishCommand(publish)),
      thin: (config) => snsClient({ ...config, maxAttempts: 1 }).publish(publish),
      response: xml(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>No &amp; no</Message></Error><RequestId>R-1</RequestId></ErrorResponse>`,
        status,
      ),
    });
    expect(thin).toEqual(sdk);
  });
});

describe('Parameter Store', () => {
  const Parameter = { Name: '/a', Value: 'x', Type: 'SecureString', Version: 3 };

  it('reads a parameter', async () => {
    const input = { Name: '/a', WithDecryption: true };
    const { sdk, thin, result, sdkResult } = await observeBoth({
      sdk: (config) => new SSMClient(config).send(new GetParameterCommand(input)),
      thin: (config) => parameterStoreClient(config).getParameter(input),
      response: json({ Parameter }),
    });
    expect(thin).toEqual(sdk);
    expect(result).toMatchObject({ Parameter });
    expect(sdkResult).toMatchObject({ Parameter });
  });

  it('reads several parameters', async () => {
    const input = { Names: ['/a', '/b'], WithDecryption: true };
    const output = { Parameters: [Parameter], InvalidParameters: ['/b'] };
    const { sdk, thin, result } = await observeBoth({
      sdk: (config) => new SSMClient(config).send(new GetParametersCommand(input)),
      thin: (config) => parameterStoreClient(config).getParameters(input),
      response: json(output),
    });
    expect(thin).toEqual(sdk);
    expect(thin.request).toMatchObject({
      target: 'AmazonSSM.GetParameters',
      type: 'application/x-amz-json-1.1',
    });
    expect(result).toMatchObject(output);
  });

  it('throws ParameterNotFound', async () => {
    const { sdk, thin } = await observeBoth({
      sdk: (config) => new SSMClient(config).send(new GetParameterCommand({ Name: '/a' })),
      thin: (config) => parameterStoreClient(config).getParameter({ Name: '/a' }),
      response: json({ __type: 'ParameterNotFound' }, 400),
    });
    expect(thin).toEqual(sdk);
  });
});

describe('Step Functions', () => {
  const start = { stateMachineArn, name: 'ord_1', input: '{"a":1}' };

  it('starts an execution', async () => {
    const { sdk, thin, result } = await observeBoth({
      sdk: (config) => new SFNClient(config).send(new StartExecutionCommand(start)),
      thin: (config) => stepFunctionsClient(config).startExecution(start),
      response: json({ executionArn: 'arn:e', startDate: 1_893_456_000 }),
    });
    expect(thin).toEqual(sdk);
    expect(thin.request).toMatchObject({ scope: 'eu-west-1/states/aws4_request' });
    expect(result).toMatchObject({ executionArn: 'arn:e' });
  });

  it.each<[string, Scenario]>([
    [
      'stops an execution',
      {
        sdk: (config) =>
          new SFNClient(config).send(new StopExecutionCommand({ executionArn: 'arn:e', cause: 'c' })),
        thin: (config) => stepFunctionsClient(config).stopExecution({ executionArn: 'arn:e', cause: 'c' }),
      },
    ],
    [
      'reports success',
      {
        sdk: (config) =>
          new SFNClient(config).send(new SendTaskSuccessCommand({ taskToken: 't', output: '{}' })),
        thin: (config) => stepFunctionsClient(config).sendTaskSuccess({ taskToken: 't', output: '{}' }),
      },
    ],
    [
      'reports failure',
      {
        sdk: (config) =>
          new SFNClient(config).send(new SendTaskFailureCommand({ taskToken: 't', error: 'E' })),
        thin: (config) => stepFunctionsClient(config).sendTaskFailure({ taskToken: 't', error: 'E' }),
      },
    ],
    [
      'sends a heartbeat',
      {
        sdk: (config) => new SFNClient(config).send(new SendTaskHeartbeatCommand({ taskToken: 't' })),
        thin: (config) => stepFunctionsClient(config).sendTaskHeartbeat({ taskToken: 't' }),
      },
    ],
  ])('%s', async (_, scenario) => {
    const { sdk, thin } = await observeBoth(scenario);
    expect(thin).toEqual(sdk);
  });

  it.each(['ExecutionAlreadyExists', 'TaskTimedOut', 'TaskDoesNotExist'])('throws %s', async (code) => {
    const { sdk, thin } = await observeBoth({
      sdk: (config) => new SFNClient(config).send(new StartExecutionCommand(start)),
      thin: (config) => stepFunctionsClient(config).startExecution(start),
      response: json({ __type: `com.amazonaws.swf.service.v2.model#${code}`, message: 'No.' }, 400),
    });
    expect(thin).toEqual(sdk);
  });
});

describe('KMS', () => {
  const KeyId = 'arn:aws:kms:eu-west-1:000000000000:key/1';
  const EncryptionContext = { orderId: 'ord_1' };
  const bytes = Uint8Array.of(0, 250, 13, 255);

  it('encrypts', async () => {
    const input = { KeyId, EncryptionContext, Plaintext: bytes };
    const { sdk, thin, result, sdkResult } = await observeBoth({
      sdk: (config) => new KMSClient(config).send(new EncryptCommand(input)),
      thin: (config) => keyManagementClient(config).encrypt(input),
      response: json({ CiphertextBlob: 'AQID', KeyId }),
    });
    expect(thin).toEqual(sdk);
    for (const { CiphertextBlob } of [result, sdkResult] as { CiphertextBlob: Uint8Array }[])
      expect([...CiphertextBlob]).toEqual([1, 2, 3]);
  });

  it('decrypts', async () => {
    const input = { KeyId, EncryptionContext, CiphertextBlob: bytes };
    const { sdk, thin, result, sdkResult } = await observeBoth({
      sdk: (config) => new KMSClient(config).send(new DecryptCommand(input)),
      thin: (config) => keyManagementClient(config).decrypt(input),
      response: json({ Plaintext: 'AQID', KeyId }),
    });
    expect(thin).toEqual(sdk);
    for (const { Plaintext } of [result, sdkResult] as { Plaintext: Uint8Array }[])
      expect([...Plaintext]).toEqual([1, 2, 3]);
  });

  it.each(['InvalidCiphertextException', 'IncorrectKeyException'])('throws %s', async (code) => {
    const { sdk, thin } = await observeBoth({
      sdk: (config) => new KMSClient(config).send(new DecryptCommand({ CiphertextBlob: bytes })),
      thin: (config) => keyManagementClient(config).decrypt({ CiphertextBlob: bytes }),
      response: json({ __type: code, Message: 'No.' }, 400),
    });
    expect(thin).toEqual(sdk);
  });
});

describe('SES', () => {
  const email: SendEmailCommandInput = {
    FromEmailAddress: 'Tradewind <orders@example.com>',
    Destination: { ToAddresses: ['ada@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: 'Hello ü', Charset: 'UTF-8' },
        Body: { Text: { Data: 'Hello' }, Html: { Data: '<p>Hello</p>' } },
        Headers: [{ Name: 'X-Correlation-Id', Value: 'c-1' }],
      },
    },
  };

  it('sends an email', async () => {
    const { sdk, thin, result } = await observeBoth({
      sdk: (config) => new SESv2Client(config).send(new SendEmailCommand(email)),
      thin: (config) => sesClient(config).sendEmail(email),
      response: json({ MessageId: 'ses-1' }),
    });
    expect(thin).toEqual(sdk);
    expect(thin.request).toMatchObject({
      path: '/v2/email/outbound-emails',
      scope: 'eu-west-1/ses/aws4_request',
    });
    expect(result).toEqual({ MessageId: 'ses-1' });
  });

  it.each<[string, number]>([
    ['BadRequestException', 400],
    ['MessageRejected', 400],
    ['NotFoundException', 404],
  ])('throws %s, whose code is in a header', async (code, status) => {
    const { sdk, thin } = await observeBoth({
      sdk: (config) => new SESv2Client(config).send(new SendEmailCommand(email)),
      thin: (config) => sesClient(config).sendEmail(email),
      response: json({ message: 'Email address is not verified.' }, status, {
        'x-amzn-errortype': `${code}:http://internal.amazon.com/coral/`,
      }),
    });
    expect(thin).toEqual(sdk);
  });
});
