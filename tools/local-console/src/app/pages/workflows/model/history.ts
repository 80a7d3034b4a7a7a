/** An event of GetExecutionHistory, as the console's API returns it. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId?: number;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly type: string;
  /** The details, in a field that is named after the type. */
  readonly [details: string]: unknown;
}

export interface EventDetails {
  readonly name?: string;
  readonly index?: number;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly resource?: string;
  readonly resourceType?: string;
  readonly parameters?: string;
  readonly length?: number;
}

/** The details of an event; empty for an event without. */
export function detailsOf(event: HistoryEvent): EventDetails {
  const field = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  return (field === undefined ? {} : event[field]) as EventDetails;
}
