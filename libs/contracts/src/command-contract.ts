import { compiledSchema, type CompiledSchema } from '#libs/schema';
import { Type, type Static, type TProperties } from 'typebox';

export type CommandContract<Name extends string = string, Command = unknown> = CompiledSchema<{
  readonly command: Name;
  readonly version: number;
  /** Only in the type: the fields of the command. */
  readonly commandType?: Command;
}>;

/** The input of a command's contract: `CommandOf<typeof ReserveStock>`. */
export type CommandOf<Contract> = Contract extends CommandContract<string, infer Command> ? Command : never;

/**
 * How a command ended: done, or refused for a reason that trying again does not mend.
 * A saga chooses its next step by `outcome`; a failure that is worth another try is thrown instead.
 */
export type CommandResult<Result extends object = object> =
  | ({ readonly outcome: 'done' } & Result)
  | { readonly outcome: 'refused'; readonly code: string; readonly detail?: string };

/**
 * Declares a command that one service lets the sagas of others call. Each carries the correlation id
 * of the request that set the saga in motion.
 *
 * @param command  imperative: `ReserveStock`
 * @param version  1, and one more with each change that old callers could not send
 */
export function commandContract<const Name extends string, Fields extends TProperties>(
  command: Name,
  version: number,
  fields: Fields,
): CommandContract<Name, Static<ReturnType<typeof Type.Object<Fields>>> & { correlationId: string }> {
  const schema = Type.Object({ ...fields, correlationId: Type.String({ minLength: 1 }) });
  return compiledSchema(schema, { command, version });
}
