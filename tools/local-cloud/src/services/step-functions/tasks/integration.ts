import type { RolePrincipal } from '../../../contract/principal.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { runtimeError, StatesError } from '../language/states-error.ts';

/**
 * The service integration pattern: Request Response, Run a Job (`.sync`), or Wait for a Callback.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
 */
export type IntegrationPattern = 'request' | 'sync' | 'sync:2' | 'waitForTaskToken';

/** One call of a task to another service. */
export interface IntegrationCall {
  readonly input: JsonObject;
  readonly pattern: IntegrationPattern;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** The execution that a task belongs to, with the role of its state machine. */
export interface Caller {
  readonly principal: RolePrincipal;
  readonly executionArn: string;
  /** The trace header of the state. */
  readonly trace: string;
}

/** An operation that tasks can call, and the patterns it supports. */
export interface Integration {
  readonly patterns: readonly IntegrationPattern[];
  call(call: IntegrationCall): Promise<Json>;
}

/** Integrations by their name in the resource ARN: `sqs:sendMessage`. */
export type Integrations = Readonly<Record<string, Integration>>;

/** Converts an error of a service to the error that Retry and Catch match. */
export function toStatesError(service: string, error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  const { name, message } = error as Error;
  if (/^(AccessDenied|AuthorizationError|NotAuthorized)/.test(name))
    return new StatesError('States.Permissions', message);
  return new StatesError(`${service}.${name}`, message);
}

/** Reads a required parameter. @throws StatesError States.Runtime when it is missing */
export function requiredParameter(input: JsonObject, name: string): Json {
  const value = input[name];
  if (value === undefined) throw runtimeError(`The field '${name}' is required but was missing`);
  return value;
}

export const toJsonText = (value: Json): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
