import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { type NeedsOfCall, need, text } from './call.ts';

// A batch needs the permission of its single form: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
const ofBatch = (operation: string): string =>
  operation.replace(/^(SendMessage|DeleteMessage|ChangeMessageVisibility|Publish)Batch$/, '$1');

export const sqsCalls: NeedsOfCall = ({ operation, input }) => {
  const queueName = text(input['QueueUrl']).split('/').at(-1) || text(input['QueueName']);
  const queueArn = text(input['SourceArn']) || (queueName === '' ? '*' : arn('sqs', queueName));
  return [need(`sqs:${ofBatch(operation)}`, queueArn)];
};

export const snsCalls: NeedsOfCall = ({ operation, input }) => {
  const target = ['TopicArn', 'TargetArn', 'SubscriptionArn', 'ResourceArn']
    .map((name) => text(input[name]))
    .find(Boolean);
  return [need(`sns:${ofBatch(operation)}`, target ?? '*')];
};

/** Mail is allowed by the identity of its address or by that of the address's domain. */
export const sesCalls: NeedsOfCall = ({ method, path, input }) => {
  const isSending = method === 'POST' && path.split('?')[0] === '/v2/email/outbound-emails';
  if (!isSending) return [need(`ses:${method} ${path}`, '*')];
  const address = text(input['FromEmailAddress']).replace(/^.*<(.*)>$/, '$1');
  const context = { 'ses:FromAddress': address };
  const identity = (name: string) => ({
    action: 'ses:SendEmail',
    resourceArn: arn('ses', `identity/${name}`),
    context,
  });
  const configurationSet = text(input['ConfigurationSetName']);
  return [
    [identity(address), identity(address.split('@').at(-1) ?? '')],
    ...(configurationSet === ''
      ? []
      : [need('ses:SendEmail', arn('ses', `configuration-set/${configurationSet}`))]),
  ];
};
