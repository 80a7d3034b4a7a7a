import type { RequestAnswer, RequestFact } from './snapshot.ts';

type AnsweredRequest = RequestFact & { readonly answer: RequestAnswer };

/** The answered requests of one caller and operation under one key, in the order of their answers. */
export function byKey(requests: readonly RequestFact[]): Map<string, AnsweredRequest[]> {
  const groups = new Map<string, AnsweredRequest[]>();
  for (const { answer, ...request } of requests) {
    if (!answer) continue;
    const id = `${request.operation} of ${request.callerId} under ${request.key}`;
    groups.set(id, [...(groups.get(id) ?? []), { ...request, answer }]);
  }
  return groups;
}
