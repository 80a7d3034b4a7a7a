import type { Clock } from '../../../contract/clock.ts';

/** A log line in a stream of its log group. */
export interface LogEvent {
  /** Increases with each event: the order of events of the same millisecond. */
  readonly sequence: number;
  readonly timestampMs: number;
  readonly stream: string;
  readonly message: string;
}

export interface LogEvents {
  append(logGroup: string, stream: string, message: string): void;
  /** The names of the log groups that have events. */
  groups(): readonly string[];
  /** Oldest first; empty for an unknown group. */
  events(logGroup: string): readonly LogEvent[];
}

// All lines of a busy hour of one function; the log files in the state folder keep everything.
const MAX_EVENTS_PER_GROUP = 1_000;
const MAX_CHARACTERS_PER_GROUP = 128 * 1024;

interface Group {
  readonly events: LogEvent[];
  characters: number;
}

/** Keeps the latest log lines of each log group in memory. */
export function inMemoryLogEvents({ clock }: { readonly clock: Pick<Clock, 'nowMs'> }): LogEvents {
  const groups = new Map<string, Group>();
  let sequence = 0;

  return {
    append(logGroup, stream, message) {
      const group = groups.get(logGroup) ?? { events: [], characters: 0 };
      groups.set(logGroup, group);
      sequence += 1;
      group.events.push({ sequence, timestampMs: clock.nowMs(), stream, message });
      group.characters += message.length;
      while (
        group.events.length > 1 &&
        (group.events.length > MAX_EVENTS_PER_GROUP || group.characters > MAX_CHARACTERS_PER_GROUP)
      )
        group.characters -= group.events.shift()!.message.length;
    },
    groups: () => [...groups.keys()],
    events: (logGroup) => groups.get(logGroup)?.events ?? [],
  };
}
