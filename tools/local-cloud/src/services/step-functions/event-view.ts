import type { HistoryEvent } from './executions/execution.ts';

const SHARED_DETAILS = /^[A-Za-z]+State(Entered|Exited)$/;

/** A history event as GetExecutionHistory has it: details under a name made of the type. */
export function eventView(
  { id, previousEventId, timestampMs, type, details }: HistoryEvent,
  withData: boolean,
) {
  const content = JSON.parse(details) as Record<string, unknown>;
  if (!withData) for (const name of ['input', 'output', 'parameters']) delete content[name];
  const view = { id, previousEventId, timestamp: timestampMs / 1000, type };
  return Object.keys(content).length === 0 ? view : { ...view, [detailsName(type)]: content };
}

function detailsName(type: string): string {
  const [, side] = SHARED_DETAILS.exec(type) ?? [];
  if (side !== undefined) return `state${side}EventDetails`;
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
