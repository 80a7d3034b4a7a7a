import type { Json } from '../../contract/json/json.ts';
import { matchesPattern } from '../../../../workspace/src/event-patterns/event-pattern.ts';
import type { Rule, Send } from './rule-resource.ts';
import { eventOf } from './scheduled-event.ts';

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
}

type EntryAnswer = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/** Sends each event to the targets of the rules it matches. The answer comes at once, as on AWS. */
export function putEvents({ Entries }: PutEventsInput, { rules, send, nowMs }: Dependencies) {
  const answers = Entries.map(({ Source, DetailType, Detail, Resources = [] }): EntryAnswer => {
    if (!Source || !DetailType || !Detail)
      return refused('InvalidArgument', 'Source, DetailType and Detail are required.');
    const detail = parsed(Detail);
    if (detail === undefined) return refused('MalformedDetail', 'Detail is malformed.');
    const event = eventOf({
      source: Source,
      detailType: DetailType,
      timeMs: nowMs,
      resources: Resources,
      detail,
    });
    for (const { name, isEnabled, pattern, targets } of rules) {
      if (isEnabled && pattern !== undefined && matchesPattern(pattern, event))
        void send(name, targets, event);
    }
    return { EventId: String(event['id']) };
  });
  return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
}

const refused = (ErrorCode: string, ErrorMessage: string): EntryAnswer => ({ ErrorCode, ErrorMessage });

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
