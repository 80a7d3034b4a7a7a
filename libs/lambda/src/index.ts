export { parseMessage } from './queues/parse-message.ts';
export { commandHandler } from './commands/command-handler.ts';
export { commandQueueHandler } from './commands/command-queue-handler.ts';
export { eventQueueHandler, on, type EventConsumer } from './events/event-queue-handler.ts';
export { changeHandler, type Change, type RecordedChange } from './events/change-handler.ts';
export { scheduleHandler, type ScheduledRun } from './events/schedule-handler.ts';
export { domainEvent, type DomainEvent } from './events/domain-event.ts';
export { eventPublisher } from './events/event-publisher.ts';
export {
  anyone,
  customer,
  customerOrStaff,
  guestOrCustomer,
  staff,
  type Access,
  type CallerOf,
  type RouteAccess,
} from './http/access.ts';
export type { Caller } from './http/caller.ts';
export { canonicalJson } from './http/canonical-json.ts';
export { httpHandler, type HttpHandlerOptions } from './http/http-handler.ts';
export { httpRouter } from './http/http-router.ts';
export {
  GuestIdempotencyKey,
  httpRequest,
  IdempotencyKey,
  type HttpRequest,
  type RequestOf,
} from './http/http-request.ts';
export { dynamoDbIdempotency, type Idempotency } from './http/idempotency.ts';
export { newOrigin, toOrigin, type Origin } from './http/origin.ts';
export { Problem } from './http/problem.ts';
export { accepted, created, noContent, ok, type Reply } from './http/reply.ts';
export { tokenVerifier, type TokenVerifier } from './http/token-verifier.ts';
