import type { AccessControl, RequiredPermission } from '../../../contract/access-control.ts';
import type { Principal } from '../../../contract/principal.ts';
import { isQueue, type MappingSettings } from './mapping-settings.ts';

interface Dependencies {
  readonly access: Pick<AccessControl, 'check' | 'allows'>;
  readonly principalOf: (functionArnOrName: string) => Principal | undefined;
}

/** What a mapping does in the name of its function. Each throws where the function's role does not allow it. */
export interface MappingRole {
  /** As CreateEventSourceMapping does: whether the role allows all of it, before any of it is done. */
  mayDoItsWork(): void;
  read(): void;
  tellOfFailure(destinationArn: string): void;
}

// What Lambda asks of a function's role before it reads for it:
// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const STREAM_ACTIONS = [
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:DescribeStream',
  'dynamodb:ListStreams',
];

/** @throws Error where there is no such function */
export function mappingRole(
  { functionName, sourceArn, onFailureArn }: MappingSettings,
  { access, principalOf }: Dependencies,
): MappingRole {
  const principal = principalOf(functionName);
  if (principal === undefined) throw new Error(`there is no function ${functionName}`);

  const reading: readonly RequiredPermission[] = (isQueue(sourceArn) ? QUEUE_ACTIONS : STREAM_ACTIONS).map(
    (action) => ({
      action,
      resourceArn: sourceArn,
    }),
  );
  const telling = (destinationArn: string): RequiredPermission => ({
    action: isQueue(destinationArn) ? 'sqs:SendMessage' : 'sns:Publish',
    resourceArn: destinationArn,
  });
  const use = ({ action, resourceArn }: RequiredPermission) => access.check(principal, action, resourceArn);

  return {
    mayDoItsWork() {
      const all = [...reading, ...(onFailureArn === undefined ? [] : [telling(onFailureArn)])];
      // What is allowed is not done yet, so that it does not count as used.
      all.filter((need) => !access.allows(principal, need)).forEach(use);
    },
    read: () => reading.forEach(use),
    tellOfFailure: (destinationArn) => use(telling(destinationArn)),
  };
}
