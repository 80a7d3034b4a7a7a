import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import * as contracts from '#libs/contracts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Values for fields of these names, at any depth. */
export type Known = Readonly<Record<string, unknown>>;

/** Returns the contracts of all events, sorted by type. */
export const eventContracts = (): readonly contracts.EventContract[] =>
  (Object.values(contracts) as unknown[])
    .filter(
      (each): each is contracts.EventContract =>
        typeof each === 'object' && each !== null && 'validate' in each && 'type' in each,
    )
    .toSorted((one, other) => (one.type < other.type ? -1 : 1));

/**
 * Returns the smallest event that is valid by its contract.
 * @throws Error if no contract has that type
 */
export function sampleEvent(type: string, known: Known): object {
  const contract = eventContracts().find((each) => each.type === type);
  if (contract === undefined) throw new Error(`libs/contracts has no event ${type}.`);
  const event = sample(contract.schema as Schema, { id: randomUUID(), ...known });
  if (contract.validate(event)) return event as object;
  throw new Error(`No sample of ${type}: ${JSON.stringify(contract.validate.errors)}`);
}

function sample(schema: Schema, known: Known): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return sample(schema.anyOf[0]!, known);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [
          name,
          known[name] ?? sample(schema.properties?.[name] ?? {}, known),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, known));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    default:
      return text(schema);
  }
}

function text({ pattern, format, minLength = 0 }: Schema): string {
  if (format === 'date-time') return '2030-01-01T12:00:00.000Z';
  if (format === 'email') return 'ada@example.com';
  if (format === 'uuid') return randomUUID();
  if (format === 'uri') return 'https://example.com/';
  // Its addresses have no postal codes.
  if (format === 'country') return 'HK';
  if (format === 'currency') return 'EUR';
  if (pattern === undefined) return 'x'.repeat(Math.max(1, minLength));
  return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 })[0]!;
}
