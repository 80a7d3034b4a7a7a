import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResponse, RunningCloud, SeededUser } from '#libs/testing';
import type { RequestFact } from '../../simulation/src/invariants/index.ts';

interface PatientRequest {
  readonly as?: SeededUser | undefined;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
}

/** A client that repeats a request with the same key until it gets an answer, as the documentation asks for. */
export interface PatientClient {
  /** @throws Error if the request is not answered after many repetitions */
  send(method: string, path: string, request?: PatientRequest): Promise<ApiResponse>;
  /** What was asked and answered so far. */
  requests(): readonly RequestFact[];
}

const MAX_REPETITIONS = 30;
const PAUSE_MILLIS = 150;

/**
 * @param onWait  called before each repetition
 */
export function createPatientClient(
  { call }: Pick<RunningCloud, 'call'>,
  { onWait = () => {} }: { readonly onWait?: () => void } = {},
): PatientClient {
  const requests: RequestFact[] = [];

  async function attempt(method: string, path: string, request: PatientRequest, key: string) {
    const { as, body, headers } = request;
    return call(method, path, {
      ...(as && { as }),
      ...(body && { body }),
      headers: { ...(method === 'POST' && { 'Idempotency-Key': key }), ...headers },
    }).catch(() => undefined);
  }

  function record(method: string, path: string, request: PatientRequest, key: string, response: ApiResponse) {
    if (method !== 'POST' || response.status === 202) return;
    const { orderId, sessionId, code } = response.body as Readonly<Record<string, string | undefined>>;
    requests.push({
      operation: `${method} ${path}`,
      callerId: request.as ?? path,
      key,
      body: JSON.stringify(request.body ?? {}),
      answer: { ...(response.status >= 400 && { code }), content: orderId ?? sessionId ?? '' },
    });
  }

  return {
    async send(method, path, request = {}) {
      const key = request.key ?? randomUUID();
      let last: ApiResponse | undefined;
      for (let repetition = 0; repetition < MAX_REPETITIONS; repetition++) {
        last = await attempt(method, path, request, key);
        if (last !== undefined && !isWorthRepeating(last)) {
          record(method, path, request, key, last);
          return last;
        }
        onWait();
        await sleep(PAUSE_MILLIS);
      }
      throw new Error(`${method} ${path} is not answered: ${last?.status} ${JSON.stringify(last?.body)}`);
    },
    requests: () => requests,
  };
}

const isWorthRepeating = ({ status, body }: ApiResponse): boolean =>
  status >= 500 || status === 429 || (body as { code?: string }).code === 'idempotency.in-progress';
