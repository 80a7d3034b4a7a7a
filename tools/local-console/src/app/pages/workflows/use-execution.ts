import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callAws } from '../../api/request.ts';
import { useAws } from '../../api/use-console.ts';
import type { Definition } from './model/definition.ts';
import type { HistoryEvent } from './model/history.ts';
import type { ExecutionStatus } from './status-style.ts';

/** The parts of DescribeExecution that the page shows. */
export interface Execution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** ISO 8601. */
  readonly startDate: string;
  readonly stopDate?: string;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount?: number;
  readonly redriveStatus?: 'REDRIVABLE' | 'NOT_REDRIVABLE';
  readonly redriveStatusReason?: string;
}

const RUNNING_MILLIS = 700;
// A redrive or a restart of the local cloud can change it.
const ENDED_MILLIS = 5_000;
/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
const PAGE_SIZE = 1_000;

/** An execution, its history and its definition, live while it runs. */
export function useExecution(executionArn: string) {
  const execution = useQuery({
    queryKey: ['aws', 'stepfunctions', 'DescribeExecution', executionArn],
    queryFn: () => callAws<Execution>('stepfunctions', 'DescribeExecution', { executionArn }),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? RUNNING_MILLIS : ENDED_MILLIS),
  });
  const status = execution.data?.status;
  const history = useQuery({
    queryKey: [
      'aws',
      'stepfunctions',
      'GetExecutionHistory',
      executionArn,
      status,
      execution.data?.redriveCount,
    ],
    queryFn: () => readHistory(executionArn),
    enabled: status !== undefined,
    placeholderData: (previous) => previous,
    refetchInterval: status === 'RUNNING' ? RUNNING_MILLIS : false,
  });
  const described = useAws<{ readonly definition: string }>(
    'stepfunctions',
    'DescribeStateMachineForExecution',
    { executionArn },
  );
  const text = described.data?.definition;
  const definition = useMemo(
    () => (text === undefined ? undefined : (JSON.parse(text) as Definition)),
    [text],
  );
  return { execution, history: history.data ?? [], definition };
}

async function readHistory(executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const input = { executionArn, maxResults: PAGE_SIZE, ...(nextToken !== undefined && { nextToken }) };
    const page = await callAws<{ events: HistoryEvent[]; nextToken?: string }>(
      'stepfunctions',
      'GetExecutionHistory',
      input,
    );
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}
