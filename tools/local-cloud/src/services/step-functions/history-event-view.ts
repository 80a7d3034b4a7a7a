import type { HistoryEvent } from './executions/execution.ts';

const SHARED_DETAILS = /^[A-Za-z]+State(Entered|Exited)$/;

/** Converts a stored history event to the shape of GetExecutionHistory, whose details field is named after the event type. */
export function toHistoryEventView(
  { id, previousEventId, timestampMs, type, details }: HistoryEvent,
  includeExecutionData: boolean,
) {
  const content = JSON.parse(details) as Record<string, unknown>;
  if (!includeExecutionData) for (const name of ['input', 'output', 'parameters']) delete content[name];
  const view = { id, previousEventId, timestamp: timestampMs / 1000, type };
  return Object.keys(content).length === 0 ? view : { ...view, [detailsName(type)]: content };
}

function detailsName(type: string): string {
  const [, phase] = SHARED_DETAILS.exec(type) ?? [];
  if (phase !== undefined) return `state${phase}EventDetails`;
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
