import { AppError } from '#libs/errors';
import type { EventContract, EventEnvelope, EventOf } from '#libs/contracts';
import { log } from '../log-events.ts';
import { messageBatchHandler } from '../queues/message-batch-handler.ts';

/** An event that a service listens to, and what it does then: made with {@link on}. */
export interface EventConsumer {
  readonly contract: EventContract;
  readonly consume: (event: EventEnvelope) => Promise<void>;
}

/**
 * The Lambda handler of a queue that other services' topics feed (raw message delivery).
 *
 * Records are handled one after the other, in the order they came. One that fails, because it does not
 * fit its contract or because its consumer throws, is logged and reported alone: SQS delivers it again
 * and puts it into the dead-letter queue in the end. Consumers must bear repetition and disorder.
 *
 * Where all records of a batch fail the handler throws, which comes to the same for SQS and moves the function's
 * error metric. A failure among others is counted as `UnexpectedErrors`, on which the same alarm rings. Neither
 * happens for what was foreseen and passes by itself: AppErrors that are `unavailable`, and lost races.
 */
export function eventQueueHandler(...consumers: readonly EventConsumer[]) {
  const byType = new Map(consumers.map((consumer) => [consumer.contract.type, consumer]));
  return messageBatchHandler<EventEnvelope>({
    noun: 'event',
    getCorrelationId: (event) => event.correlationId,
    consume: (event) => consumed(event, byType),
  });
}

/**
 * Pairs an event's contract with its consumer, whose type follows from the contract.
 *
 * @example eventQueueHandler(on(ProductChanged, (event) => keepProduct(event, needs)));
 */
export const on = <C extends EventContract>(
  contract: C,
  consume: (event: EventOf<C>) => Promise<void>,
): EventConsumer => ({ contract, consume: consume as EventConsumer['consume'] });

async function consumed(event: EventEnvelope, byType: ReadonlyMap<string, EventConsumer>): Promise<void> {
  const consumer = byType.get(event.type);
  if (!consumer)
    throw new AppError('invalid', 'event.unexpected', { detail: `Nobody here listens to ${event.type}.` });
  if (!consumer.contract.validate(event)) throw contractViolation(consumer.contract);
  await consumer.consume(event);
  log.info('event.consumed', { type: event.type, subject: event.subject, revision: event.revision });
}

function contractViolation({ type, version, validate }: EventContract): AppError {
  const fields = (validate.errors ?? []).map(({ instancePath, message = '' }) => ({
    field: instancePath,
    message,
  }));
  const names = fields.map(({ field, message }) => `${field} ${message}`).join('; ');
  return new AppError('invalid', 'event.misfit', {
    fields,
    detail: `Not a ${type} of version ${version}: ${names}.`,
  });
}
