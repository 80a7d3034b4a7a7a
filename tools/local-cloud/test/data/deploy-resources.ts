import type { DataServices } from './start-data-services.ts';
import { functionArn } from './fake-functions.ts';

/** Deploys a table whose stream invokes `listener`, a queue subscribed to a topic, and a bucket. */
export async function deployResources({ deploy }: Pick<DataServices, 'deploy'>) {
  const table = await deploy('Table', 'AWS::DynamoDB::Table', {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  });
  await deploy('Mapping', 'AWS::Lambda::EventSourceMapping', {
    FunctionName: functionArn('listener'),
    EventSourceArn: table.attributes?.['StreamArn'],
    StartingPosition: 'TRIM_HORIZON',
  });
  const queue = await deploy('Queue', 'AWS::SQS::Queue', {});
  const topic = await deploy('Topic', 'AWS::SNS::Topic', {});
  await deploy('Policy', 'AWS::SQS::QueuePolicy', {
    Queues: [queue.ref],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
        },
      ],
    },
  });
  await deploy('Subscription', 'AWS::SNS::Subscription', {
    TopicArn: topic.ref,
    Protocol: 'sqs',
    Endpoint: queue.attributes?.['Arn'],
    RawMessageDelivery: true,
  });
  const bucket = await deploy('Bucket', 'AWS::S3::Bucket', {});
  return { tableName: table.ref, queueUrl: queue.ref, topicArn: topic.ref, bucketName: bucket.ref };
}
