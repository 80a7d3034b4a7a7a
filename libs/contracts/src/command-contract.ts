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
 * The name of the error of a command that was refused: a retry does not fix it. The message is a {@link Refusal} as JSON.
 * A state machine catches it by this name and retries all other errors.
 */
export const COMMAND_REFUSED = 'CommandRefused';

/** Why a command was refused: `code` for programs, `detail` for people. */
export interface Refusal {
  readonly code: string;
  readonly detail?: string;
}

/** An error as a state machine catches it: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const CaughtError = Type.Object({
  Error: Type.String({ maxLength: 256 }),
  /** Of a function: the JSON text `{"errorType", "errorMessage"}`. */
  Cause: Type.Optional(Type.String({ maxLength: 32_768 })),
});
export type CaughtError = Static<typeof CaughtError>;

/** @returns the refusal that a state machine caught; undefined for any other error */
export function findRefusal({ Error: name, Cause = '' }: CaughtError): Refusal | undefined {
  if (name !== COMMAND_REFUSED) return undefined;
  const { errorMessage } = JSON.parse(Cause) as { readonly errorMessage: string };
  return JSON.parse(errorMessage) as Refusal;
}

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
