import type { RolePrincipal } from '../../../contract/principal.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { runtimeError, StatesError } from '../language/states-error.ts';

/** How a task waits: for the answer of the call, for the end of the job, or to be called back. */
export type Pattern = 'request' | 'sync' | 'sync:2' | 'waitForTaskToken';

/** One call of another service by a task. */
export interface IntegrationCall {
  readonly input: JsonObject;
  readonly pattern: Pattern;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** The execution a task belongs to, with the role of its state machine. */
export interface Caller {
  readonly principal: RolePrincipal;
  readonly executionArn: string;
}

/** A service that tasks can call, and the patterns it supports. */
export interface Integration {
  readonly patterns: readonly Pattern[];
  call(call: IntegrationCall): Promise<Json>;
}

/** Integrations by what stands in the ARN: `sqs:sendMessage`. */
export type Integrations = Readonly<Record<string, Integration>>;

/** What a service's refusal is called in a state machine. */
export function failureOf(service: string, error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  const { name, message } = error as Error;
  if (/^(AccessDenied|AuthorizationError|NotAuthorized)/.test(name))
    return new StatesError('States.Permissions', message);
  return new StatesError(`${service}.${name}`, message);
}

/** A parameter that has to be there. @throws StatesError States.Runtime naming it */
export function parameter(input: JsonObject, name: string): Json {
  const value = input[name];
  if (value === undefined) throw runtimeError(`The field '${name}' is required but was missing`);
  return value;
}

export const jsonText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
