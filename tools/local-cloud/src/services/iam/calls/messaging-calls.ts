import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { type ToPermissions, permission, text } from './call.ts';

// A batch requires the permission of the single operation: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
const ofBatch = (operation: string): string =>
  operation.replace(/^(SendMessage|DeleteMessage|ChangeMessageVisibility|Publish)Batch$/, '$1');

export const sqsCalls: ToPermissions = ({ operation, input }) => {
  const queueName = text(input['QueueUrl']).split('/').at(-1) || text(input['QueueName']);
  const queueArn = text(input['SourceArn']) || (queueName === '' ? '*' : arn('sqs', queueName));
  return [permission(`sqs:${ofBatch(operation)}`, queueArn)];
};

export const snsCalls: ToPermissions = ({ operation, input }) => {
  const target = ['TopicArn', 'TargetArn', 'SubscriptionArn', 'ResourceArn']
    .map((name) => text(input[name]))
    .find(Boolean);
  return [permission(`sns:${ofBatch(operation)}`, target ?? '*')];
};

/** An email is allowed by the identity of the sender's address or by that of its domain. */
export const sesCalls: ToPermissions = ({ method, path, input }) => {
  const isSending = method === 'POST' && path.split('?')[0] === '/v2/email/outbound-emails';
  if (!isSending) return [permission(`ses:${method} ${path}`, '*')];
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
      : [permission('ses:SendEmail', arn('ses', `configuration-set/${configurationSet}`))]),
  ];
};
