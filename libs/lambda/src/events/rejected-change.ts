import type { EventEnvelope } from '#libs/contracts';
import type { MessageQueue } from '#libs/gateways';
import type { Context, DynamoDBRecord } from 'aws-lambda';

type RejectedEvent = Pick<EventEnvelope, 'type' | 'version' | 'subject' | 'correlationId'>;

/** Thrown for a change that no retry can process, because an event of it violates its contract. */
export class ChangeRejected extends Error {
  override readonly name = 'ChangeRejected';

  readonly event: RejectedEvent;
  readonly violations: readonly string[];

  /**
   * @param event       the event, which was not published
   * @param violations  what is wrong, without values: `/data/title must NOT have more than 200 characters`
   */
  constructor(event: RejectedEvent, violations: readonly string[]) {
    super(`Invalid ${event.type} event (version ${event.version}): ${violations.join('; ')}`);
    this.event = event;
    this.violations = violations;
  }
}

/**
 * A rejected change in the on-failure destination of its stream. Unlike the message of Lambda, it contains the record, so
 * it can be redriven for as long as the queue keeps it.
 */
export interface RejectedChange {
  readonly type: string;
  readonly subject: string;
  readonly correlationId: string;
  readonly violations: readonly string[];
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'ContractViolated';
  };
  readonly Records: readonly [DynamoDBRecord];
}

/** The on-failure destination of a stream. */
export type RejectedChanges = Pick<MessageQueue<RejectedChange>, 'send'>;

/** Describes a rejected change for the on-failure destination. */
export const toRejectedChange = (
  { event, violations }: ChangeRejected,
  record: DynamoDBRecord,
  { awsRequestId, invokedFunctionArn }: Context,
): RejectedChange => ({
  type: event.type,
  subject: event.subject,
  correlationId: event.correlationId,
  violations,
  requestContext: {
    requestId: awsRequestId,
    functionArn: invokedFunctionArn,
    condition: 'ContractViolated',
  },
  Records: [record],
});
