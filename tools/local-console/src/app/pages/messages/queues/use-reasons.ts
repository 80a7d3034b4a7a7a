import { useQuery } from '@tanstack/react-query';
import type { Message } from '../../../../../../operations/src/redrive/messages/message.ts';
import { callAws } from '../../../api/request.ts';
import { readAllPages } from '../../../api/read-all-pages.ts';
import {
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
  const logged = useQuery({
    queryKey: ['reasons', functions, ids],
    queryFn: async () => {
      const lines = await Promise.all(functions.map(readFailures));
      return readReasons(lines.flat());
    },
    enabled: view?.kind === 'dead-letters' && ids.length > 0,
  });
  return new Map(
    messages.flatMap((message) => {
      const reason = logged.data?.get(message.id) ?? readBatchReason(message);
      return reason === undefined ? [] : [[message.id, reason] as const];
    }),
  );
}

const readFailures = (functionName: string): Promise<readonly LoggedLine[]> =>
  readAllPages<LoggedLine>(
    {
      service: 'cloudwatch-logs',
      operation: 'FilterLogEvents',
      input: { logGroupName: `/aws/lambda/${functionName}`, filterPattern: failuresPattern },
      items: 'events',
      cursor: { from: 'nextToken', to: 'nextToken' },
    },
    callAws,
  );
