import { AppError } from '#libs/errors';
import type { EventContract, EventEnvelope, EventOf } from '#libs/contracts';
import { log } from '../log-events.ts';
import { messageBatchHandler } from '../queues/message-batch-handler.ts';

/** A consumer of one event; made with {@link on}. */
export interface EventConsumer {
  readonly contract: EventContract;
  readonly consume: (event: EventEnvelope) => Promise<void>;
}

/**
 * Creates the Lambda handler of a queue that is subscribed to other services' topics (with raw message delivery).
 *
 * Events are consumed one at a time, in the order of the batch. An event that violates its contract or whose consumer
 * throws is logged and reported individually: SQS delivers it again and finally moves it to the dead-letter queue.
 * Consumers must tolerate duplicates and events out of order.
 *
 * When all records of a batch fail, the handler throws: SQS delivers all of them again, and Lambda counts the error. In a
 * partly failed batch each failure is counted as `UnexpectedErrors`, which the function's error alarm includes. Transient
 * errors, which are AppErrors `unavailable` and write conflicts, are counted in neither way.
 */
export function eventQueueHandler(...consumers: readonly EventConsumer[]) {
  const byType = new Map(consumers.map((consumer) => [consumer.contract.type, consumer]));
  return messageBatchHandler<EventEnvelope>({
    noun: 'event',
    getCorrelationId: (event) => event.correlationId,
    consume: (event) => dispatch(event, byType),
  });
}

/**
 * Declares the consumer of an event.
 *
 * @param consume  receives validated events
 * @example eventQueueHandler(on(ProductChanged, (event) => updateProductProjection(event, deps)));
 */
export const on = <C extends EventContract>(
  contract: C,
  consume: (event: EventOf<C>) => Promise<void>,
): EventConsumer => ({ contract, consume: consume as EventConsumer['consume'] });

async function dispatch(event: EventEnvelope, byType: ReadonlyMap<string, EventConsumer>): Promise<void> {
  const consumer = byType.get(event.type);
  if (!consumer)
    throw new AppError('invalid', 'event.unexpected', {
      detail: `This queue has no consumer for ${event.type}. Filter the subscription by event type.`,
    });
  if (!consumer.contract.validate(event)) throw contractViolation(consumer.contract);
  await consumer.consume(event);
  log.info('event.consumed', { type: event.type, subject: event.subject, revision: event.revision });
}

function contractViolation({ type, version, validate }: EventContract): AppError {
  const fields = (validate.errors ?? []).map(({ instancePath, message = '' }) => ({
    field: instancePath,
    message,
  }));
  const violations = fields.map(({ field, message }) => `${field} ${message}`).join('; ');
  return new AppError('invalid', 'event.invalid', {
    fields,
    detail: `Invalid ${type} event (version ${version}): ${violations}.`,
  });
}
