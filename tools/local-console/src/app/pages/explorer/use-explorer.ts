import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiAnswer, ApiRequest } from '../../../server/explorer/send-request.ts';
import { request } from '../../api/request.ts';
import { rememberTag, type SeenTags } from './model/etags.ts';
import { withRequest, type SentRequest } from './model/history.ts';
import { GUEST, type Identity } from './model/identities.ts';
import type { ApiDocument, Operation } from './model/operations.ts';
import { rememberValues, type RememberedValues } from './model/remembered-values.ts';
import { parseJson, toPath, toRequest, type FormValues } from './model/request-form.ts';

/** The OpenAPI document of all services, as the reference shows it. */
export const useApiDocument = () =>
  useQuery({
    queryKey: ['openapi'],
    staleTime: Infinity,
    queryFn: () => request<ApiDocument>('/reference/openapi.json'),
  });

/** The seeded users and machine clients. */
export const useIdentities = () =>
  useQuery({
    queryKey: ['seeded-users'],
    staleTime: Infinity,
    queryFn: () => request<readonly Identity[]>('/api/seeded-users'),
  });

interface Sending {
  readonly operation: Operation;
  readonly values: FormValues;
  readonly user: string;
}

/** An answer, and the request that it belongs to. */
export interface Exchange {
  readonly sent: SentRequest;
  readonly answer: ApiAnswer;
}

interface Memory {
  readonly history: readonly SentRequest[];
  readonly values: RememberedValues;
  readonly tags: SeenTags;
}

const KEY = 'tradewind-explorer';
const empty: Memory = { history: [], values: {}, tags: {} };

const readMemory = (): Memory =>
  (parseJson(sessionStorage.getItem(KEY) ?? '') as Memory | undefined) ?? empty;

/** Sends requests, and remembers what they answered as long as the tab is open. */
export function useExchanges() {
  const [memory, setMemory] = useState(readMemory);
  const sending = useMutation({
    async mutationFn({ operation, values, user }: Sending): Promise<Exchange> {
      const composed = toRequest(operation, values, { baseUrl: '', hasToken: user !== GUEST });
      const path = toPath(composed);
      const api: ApiRequest = {
        method: operation.method,
        path,
        headers: { ...composed.headers, ...(operation.body && { 'Content-Type': 'application/json' }) },
        // Also a body that is no JSON is sent: the answer of the API to it is worth seeing.
        ...(operation.body && { body: values.body }),
        ...(user !== GUEST && { user }),
      };
      const answer = await request<ApiAnswer>('/api/requests', api);
      const { status, durationMillis } = answer;
      const correlationId = headerOf(answer, 'x-correlation-id');
      const sent: SentRequest = {
        id: crypto.randomUUID(),
        operationId: operation.operationId,
        method: operation.method,
        path,
        user,
        values,
        at: Date.now(),
        status,
        durationMillis,
        ...(correlationId !== undefined && { correlationId }),
      };
      return { sent, answer };
    },
    onSuccess(exchange) {
      const next = remember(memory, exchange);
      setMemory(next);
      sessionStorage.setItem(KEY, JSON.stringify(next));
    },
  });
  return { ...memory, sending };
}

function remember({ history, values, tags }: Memory, { sent, answer }: Exchange): Memory {
  return {
    history: withRequest(history, sent),
    values: answer.status < 300 ? rememberValues(values, parseJson(answer.body)) : values,
    tags: rememberTag(tags, sent.path, {
      etag: headerOf(answer, 'etag'),
      location: headerOf(answer, 'location'),
    }),
  };
}

/** @returns the value of a header of an answer; its name in lower case */
export const headerOf = ({ headers }: ApiAnswer, name: string): string | undefined =>
  headers.find(([each]) => each === name)?.[1];
