import { compiledSchema, type CompiledSchema } from '#libs/schema';
import { Type, type Static, type TProperties } from 'typebox';

/** A command that a service accepts from the sagas of other services; made by {@link commandContract}. */
export type CommandContract<Name extends string = string, Command = unknown> = CompiledSchema<{
  readonly command: Name;
  readonly version: number;
  /** Never set; carries the type of the command. */
  readonly commandType?: Command;
}>;

/** The type of a contract's commands: `CommandOf<typeof ReserveStock>`. */
export type CommandOf<Contract> = Contract extends CommandContract<string, infer Command> ? Command : never;

/**
 * The result of a command: done, or refused with an error that a retry does not fix. A saga chooses its next step by
 * `outcome`. Errors that may be retried are thrown instead.
 */
export type CommandResult<Result extends object = object> =
  | ({ readonly outcome: 'done' } & Result)
  | { readonly outcome: 'refused'; readonly code: string; readonly detail?: string };

/**
 * Declares a command. Every command also carries the correlation id of the request that started the saga.
 *
 * @param command  the name, imperative: `ReserveStock`
 * @param version  1, incremented with each change that is incompatible with existing callers
 * @param fields   the fields of the command
 */
export function commandContract<const Name extends string, Fields extends TProperties>(
  command: Name,
  version: number,
  fields: Fields,
): CommandContract<Name, Static<ReturnType<typeof Type.Object<Fields>>> & { correlationId: string }> {
  const schema = Type.Object({ ...fields, correlationId: Type.String({ minLength: 1, maxLength: 128 }) });
  return compiledSchema(schema, { command, version });
}
