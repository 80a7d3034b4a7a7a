import { PutItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startDataServices } from './start-data-services.ts';
import { FakeFunctions } from './fake-functions.ts';
import { deployResources } from './deploy-resources.ts';

// Runs as a child process: writes to each service and waits for SIGKILL.
const stateFolder = process.argv[2] ?? '';
const functions = new FakeFunctions();
functions.define('listener', () => {
  throw new Error('not before SIGKILL');
});
const services = await startDataServices({ stateFolder, functions, log: () => undefined });
const { tableName, queueUrl, topicArn, bucketName } = await deployResources(services);
await services.start();

const config = services.endpoint.clientConfig;
const [dynamodb, sqs, sns, s3] = [
  new DynamoDBClient(config),
  new SQSClient(config),
  new SNSClient(config),
  new S3Client(config),
];
await dynamodb.send(new PutItemCommand({ TableName: tableName, Item: { id: { S: '1' } } }));
await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'received before the kill' }));
await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, VisibilityTimeout: 1 }));
await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'published before the kill' }));
await s3.send(new PutObjectCommand({ Bucket: bucketName, Key: 'object', Body: 'stored before the kill' }));
process.stdout.write('written');
