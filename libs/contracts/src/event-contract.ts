import { compiledSchema, type CompiledSchema } from '#libs/schema';
import { Instant, Version } from '#libs/models';
import { Type, type Static, type TSchema } from 'typebox';

// Ids of records, stream records and requests.
const identifier = Type.String({ minLength: 1, maxLength: 128 });

/** An event with its metadata, as it is published. */
export interface EventEnvelope<Name extends string = string, Data = unknown> {
  /** The same for every delivery of the event, so that a consumer can detect duplicates. */
  readonly id: string;
  readonly type: Name;
  /** The version of the contract; another version is incompatible with existing consumers. */
  readonly version: number;
  /** The service that publishes the event. */
  readonly source: string;
  /** The id of the record that changed. */
  readonly subject: string;
  /** Increases with each change of the subject: a consumer ignores events older than the revision it has. */
  readonly revision: number;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly data: Data;
}

/** An event that a service publishes; made by {@link eventContract}. */
export type EventContract<Name extends string = string, Data = unknown> = CompiledSchema<{
  readonly type: Name;
  readonly version: number;
  /** Never set; carries the type of the event's data. */
  readonly dataType?: Data;
}>;

/** The type of a contract's events: `EventOf<typeof ProductChanged>`. */
export type EventOf<Contract> =
  Contract extends EventContract<infer Name, infer Data> ? EventEnvelope<Name, Data> : never;

/**
 * Declares an event. Unknown fields are allowed in the envelope and in the data, so that adding a field breaks no
 * consumer.
 *
 * @param type     the name, past tense: `ProductChanged`
 * @param version  1, incremented with each change that is incompatible with existing consumers
 * @param data     the schema of the event's data
 */
export function eventContract<const Name extends string, Data extends TSchema>(
  type: Name,
  version: number,
  data: Data,
): EventContract<Name, Static<Data>> {
  const envelope = Type.Object({
    id: identifier,
    type: Type.Literal(type),
    version: Type.Literal(version),
    source: Type.String({ pattern: '^[a-z][a-z-]{0,49}$' }),
    subject: identifier,
    revision: Version,
    occurredAt: Instant,
    correlationId: identifier,
    data,
  });
  return compiledSchema(envelope, { type, version });
}
