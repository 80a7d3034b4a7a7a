import { compiledSchema, type CompiledSchema } from '#libs/schema';
import { Type, type Static, type TSchema } from 'typebox';

/** An event as it travels: what happened, to what, in which revision, because of which request. */
export interface EventEnvelope<Name extends string = string, Data = unknown> {
  /** The same for every delivery of one event, so that a consumer can tell a repetition. */
  readonly id: string;
  readonly type: Name;
  /** Of the contract. Another number means that old consumers cannot read it. */
  readonly version: number;
  /** The service that tells. */
  readonly source: string;
  /** The id of the thing that changed. */
  readonly subject: string;
  /** Grows with each change of the subject: a consumer ignores what is older than what it knows. */
  readonly revision: number;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly data: Data;
}

export type EventContract<Name extends string = string, Data = unknown> = CompiledSchema<{
  readonly type: Name;
  readonly version: number;
  /** Only in the type: what an event of this contract tells. */
  readonly dataType?: Data;
}>;

/** The event of a contract: `EventOf<typeof ProductChanged>`. */
export type EventOf<Contract> =
  Contract extends EventContract<infer Name, infer Data> ? EventEnvelope<Name, Data> : never;

/**
 * Declares an event that a service tells others.
 *
 * Unknown fields are let through, in the envelope and in the data: adding one breaks no consumer.
 *
 * @param type     past tense: `ProductChanged`
 * @param version  1, and one more with each change that old consumers could not read
 */
export function eventContract<const Name extends string, Data extends TSchema>(
  type: Name,
  version: number,
  data: Data,
): EventContract<Name, Static<Data>> {
  const envelope = Type.Object({
    id: Type.String({ minLength: 1 }),
    type: Type.Literal(type),
    version: Type.Literal(version),
    source: Type.String({ minLength: 1 }),
    subject: Type.String({ minLength: 1 }),
    revision: Type.Integer({ minimum: 1 }),
    occurredAt: Type.String({ format: 'date-time' }),
    correlationId: Type.String({ minLength: 1 }),
    data,
  });
  return compiledSchema(envelope, { type, version });
}
