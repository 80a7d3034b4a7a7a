import type { AccessControl, RequiredPermission } from '../../../contract/access-control.ts';
import type { Principal } from '../../../contract/principal.ts';
import { isQueue, type MappingSettings } from './mapping-settings.ts';

interface Dependencies {
  readonly access: Pick<AccessControl, 'check' | 'allows'>;
  readonly principalOf: (functionArnOrName: string) => Principal | undefined;
}

/** The calls that a mapping makes with its function's role. @throws AccessDenied if the role does not allow the call */
export interface MappingRole {
  /** Checks all permissions in advance, as CreateEventSourceMapping does. */
  mayDoItsWork(): void;
  read(): void;
  sendFailure(destinationArn: string): void;
}

// The permissions that Lambda requires of the function's role to read the source:
// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const STREAM_ACTIONS = [
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:DescribeStream',
  'dynamodb:ListStreams',
];

/** @throws Error for an unknown function */
export function mappingRole(
  { functionName, sourceArn, onFailureArn }: MappingSettings,
  { access, principalOf }: Dependencies,
): MappingRole {
  const principal = principalOf(functionName);
  if (principal === undefined) throw new Error(`The function ${functionName} does not exist.`);

  const reading: readonly RequiredPermission[] = (isQueue(sourceArn) ? QUEUE_ACTIONS : STREAM_ACTIONS).map(
    (action) => ({
      action,
      resourceArn: sourceArn,
    }),
  );
  const sending = (destinationArn: string): RequiredPermission => ({
    action: isQueue(destinationArn) ? 'sqs:SendMessage' : 'sns:Publish',
    resourceArn: destinationArn,
  });
  const use = ({ action, resourceArn }: RequiredPermission) => access.check(principal, action, resourceArn);

  return {
    mayDoItsWork() {
      const all = [...reading, ...(onFailureArn === undefined ? [] : [sending(onFailureArn)])];
      // Ask without recording, because the call is not made yet.
      all.filter((need) => !access.allows(principal, need)).forEach(use);
    },
    read: () => reading.forEach(use),
    sendFailure: (destinationArn) => use(sending(destinationArn)),
  };
}
