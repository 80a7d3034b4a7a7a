import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Message } from '../../../../../../operations/src/redrive/messages/message.ts';
import { callAws } from '../../../api/request.ts';
import { readAllPages } from '../../../api/read-all-pages.ts';
import {
  errorsPattern,
  explainBatch,
  failuresPattern,
  type FailureReason,
  type LoggedLine,
  readBatchReason,
  readReasons,
} from './failure-reason.ts';
import type { QueueView } from './queue-view.ts';

/** Why each message failed: from the log of the functions of its queue, or from the message itself. */
export function useReasons(
  view: QueueView | undefined,
  messages: readonly Message[],
): ReadonlyMap<string, FailureReason> {
  const functions = view?.functions ?? [];
  const ids = messages.map(({ id }) => id);
  const pattern = view?.kind === 'failed-changes' ? errorsPattern : failuresPattern;
  const { data: lines } = useQuery({
    queryKey: ['reasons', functions, ids],
    queryFn: async () => (await Promise.all(functions.map((name) => readLog(name, pattern)))).flat(),
    enabled: ids.length > 0 && functions.length > 0,
  });
  return useMemo(() => {
    const logged = readReasons(lines ?? []);
    return new Map(
      messages.flatMap((message) => {
        const ofBatch = readBatchReason(message);
        const reason = ofBatch === undefined ? logged.get(message.id) : explainBatch(ofBatch, lines ?? []);
        return reason === undefined ? [] : [[message.id, reason] as const];
      }),
    );
  }, [lines, messages]);
}

const readLog = (functionName: string, filterPattern: string): Promise<readonly LoggedLine[]> =>
  readAllPages<LoggedLine>(
    {
      service: 'cloudwatch-logs',
      operation: 'FilterLogEvents',
      input: { logGroupName: `/aws/lambda/${functionName}`, filterPattern },
      items: 'events',
      cursor: { from: 'nextToken', to: 'nextToken' },
    },
    callAws,
  );
