import type { ExecutionStatus } from '../status-style.ts';

/** A row of ListExecutions. */
export interface ListedExecution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** ISO 8601. */
  readonly startDate: string;
  readonly stopDate?: string;
  readonly redriveCount?: number;
}

/** How long an execution took, or has taken up to now. */
export const durationOf = (
  { startDate, stopDate }: Pick<ListedExecution, 'startDate' | 'stopDate'>,
  now: number,
): number => (stopDate === undefined ? now : Date.parse(stopDate)) - Date.parse(startDate);

/** The executions whose name contains the text, such as an order id. */
export function searchExecutions<Row extends Pick<ListedExecution, 'name'>>(
  executions: readonly Row[],
  text: string,
): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? executions : executions.filter(({ name }) => name.toLowerCase().includes(wanted));
}
