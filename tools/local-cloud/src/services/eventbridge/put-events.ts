import type { Json } from '../../contract/json/json.ts';
import { matchesPattern } from '../../../../workspace/src/event-patterns/event-pattern.ts';
import type { Rule, Send } from './rule-resource.ts';
import { toEvent } from './event.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export interface PutEventsInput {
  readonly Entries: readonly {
    readonly Source?: string;
    readonly DetailType?: string;
    /** JSON text */
    readonly Detail?: string;
    readonly Resources?: readonly string[];
  }[];
}

interface Dependencies {
  readonly rules: readonly Rule[];
  readonly send: Send;
  readonly nowMs: number;
  /** The trace header of the call. */
  readonly trace: string | undefined;
}

type EntryResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/** Sends each event to the targets of the matching rules. As on AWS, it does not wait for the delivery. */
export function putEvents({ Entries }: PutEventsInput, { rules, send, nowMs, trace }: Dependencies) {
  const results = Entries.map(({ Source, DetailType, Detail, Resources = [] }): EntryResult => {
    if (!Source || !DetailType || !Detail)
      return toError('InvalidArgument', 'Source, DetailType and Detail are required.');
    const detail = parseJson(Detail);
    if (detail === undefined) return toError('MalformedDetail', 'Detail is malformed.');
    const event = toEvent({
      source: Source,
      detailType: DetailType,
      timeMs: nowMs,
      resources: Resources,
      detail,
    });
    for (const { name, arn, isEnabled, pattern, targets } of rules) {
      if (isEnabled && pattern !== undefined && matchesPattern(pattern, event))
        void send({ name, arn, trace }, targets, event);
    }
    return { EventId: String(event['id']) };
  });
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
}

const toError = (ErrorCode: string, ErrorMessage: string): EntryResult => ({ ErrorCode, ErrorMessage });

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
