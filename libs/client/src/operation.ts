import type { ApiPromise } from './results/api-promise.ts';

/** Calls an operation: path parameters in their order, then the body or the query, then options. */
export type OperationCall = (...args: never[]) => ApiPromise<unknown>;

/**
 * What the client must know to call an operation of the API. The modules in `generated/` contain one for each operation
 * of the OpenAPI documents; a bundler drops those that nothing imports.
 */
export interface Operation<Call extends OperationCall = OperationCall> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/orders/{orderId}` */
  readonly path: string;
  /** Whether the client sends an access token: never, if it has one, or always. */
  readonly access: 'public' | 'optional' | 'required';
  /** What the argument after the path parameters is, if the operation has one. */
  readonly input?: 'body' | 'query';
  /** Whether the client sends an `Idempotency-Key`, which makes a POST safe to retry. */
  readonly hasIdempotencyKey?: true;
  /** Whether the response is a page of a list. */
  readonly isPaged?: true;
  /** Whether a response can contain the token of a guest's checkout session, or the session's token opens the operation. */
  readonly guestSession?: 'issued' | 'accepted';
  /** Exists only in the type: the signature of the call. */
  readonly call?: Call;
}

/** Operations by name, and groups of them. */
export interface Operations {
  readonly [name: string]: Operation | Operations;
}

/** The operations of `T` as functions. */
export type Calls<T> = {
  readonly [Name in keyof T]: T[Name] extends Operation<infer Call> ? Call : Calls<T[Name]>;
};
