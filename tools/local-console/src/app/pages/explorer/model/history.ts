import type { FormValues } from './request-form.ts';

/** A request that was sent from the explorer. */
export interface SentRequest {
  readonly id: string;
  readonly operationId: string;
  readonly method: string;
  /** The path with its query. */
  readonly path: string;
  readonly user: string;
  readonly values: FormValues;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly status: number;
  readonly durationMillis: number;
  readonly correlationId?: string;
}

const KEPT = 50;

/** @returns the history with a request first, without the oldest ones */
export const withRequest = (history: readonly SentRequest[], request: SentRequest): SentRequest[] =>
  [request, ...history].slice(0, KEPT);
