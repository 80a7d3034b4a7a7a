import { AppError } from '#libs/errors';
import type { RequestAnswer, RequestFact } from '../invariants/index.ts';
import type { Engine } from '../engine/engine.ts';

/** A client of the API that repeats a request until it gets a final answer. */
export interface Client {
  /** @returns undefined when the request was refused, or never answered */
  request<T>(request: Request<T>): Promise<T | undefined>;
  readonly facts: RequestFact[];
}

interface Request<T> extends Omit<RequestFact, 'answer'> {
  /** The function. */
  readonly name: string;
  readonly correlationId: string;
  readonly send: () => Promise<T>;
  /** What has to be the same for each repetition. */
  readonly content: (result: T) => string;
}

const MAX_ATTEMPTS = 40;
const LIMIT_SECONDS = 28;

export function createClient(engine: Engine): Client {
  const { time, choices } = engine;
  const facts: RequestFact[] = [];
  return {
    facts,
    async request({ name, correlationId, send, content, ...fact }) {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        try {
          const result = await engine.invoke(name, { limitSeconds: LIMIT_SECONDS, correlationId }, send);
          facts.push({ ...fact, answer: { content: content(result) } });
          return result;
        } catch (error) {
          const refusal = toRefusal(error);
          if (refusal) {
            facts.push({ ...fact, answer: refusal });
            return undefined;
          }
          await time.sleep(choices.between(`retry ${correlationId}`, 300, 4_000));
        }
      }
      facts.push(fact);
      return undefined;
    },
  };
}

/** A client repeats a request after a 5xx, and while the first one is in progress. */
function toRefusal(error: unknown): RequestAnswer | undefined {
  const isFinal =
    error instanceof AppError && error.kind !== 'unavailable' && error.code !== 'idempotency.in-progress';
  return isFinal ? { code: error.code, content: '' } : undefined;
}
