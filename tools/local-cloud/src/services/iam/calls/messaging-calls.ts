import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { anyResource } from '../../../../../workspace/src/iam/policy.ts';
import { type Call, type ToPermissions, permission, text } from './call.ts';

// A batch requires the permission of the single operation: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
const ofBatch = (operation: string): string =>
  operation.replace(/^(SendMessage|DeleteMessage|ChangeMessageVisibility|Publish)Batch$/, '$1');

export const sqsCalls: ToPermissions = ({ operation, input }) => {
  if (operation.endsWith('MessageMoveTask')) return moveTaskPermissions(operation, input);
  const queueName = text(input['QueueUrl']).split('/').at(-1) || text(input['QueueName']);
  const queueArn = text(input['SourceArn']) || (queueName === '' ? '*' : arn('sqs', queueName));
  return [permission(`sqs:${ofBatch(operation)}`, queueArn)];
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html */
function moveTaskPermissions(operation: string, input: Call['input']) {
  const source = text(input['SourceArn']) || sourceArnOfTask(text(input['TaskHandle'])) || anyResource;
  if (operation === 'CancelMessageMoveTask') return [permission('sqs:CancelMessageMoveTask', source)];
  const destination = text(input['DestinationArn']);
  return [
    ...['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) =>
      permission(`sqs:${action}`, source),
    ),
    ...(destination === '' ? [] : [permission('sqs:SendMessage', destination)]),
  ];
}

/** On AWS too, the handle of a task contains its dead-letter queue. */
function sourceArnOfTask(handle: string): string {
  try {
    return text((JSON.parse(Buffer.from(handle, 'base64').toString()) as Call['input'])['sourceArn']);
  } catch {
    return '';
  }
}

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
