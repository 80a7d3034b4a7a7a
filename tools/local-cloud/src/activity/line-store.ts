import type { LogLine } from '../contract/activity.ts';

export interface LineLimits {
  readonly lines: number;
  readonly bytes: number;
}

export interface LineStore {
  add(line: Omit<LogLine, 'sequence'>): LogLine;
  /** Newest first, beginning before the sequence number. */
  newest(before?: number): Iterable<LogLine>;
  size(): { readonly lines: number; readonly bytes: number };
  clear(): void;
}

// The object, its number fields and its place in the list.
const LINE_BYTES = 200;

/** Holds the latest log lines in a circular list: beyond a limit, the oldest line is dropped. */
export function createLineStore(limits: LineLimits): LineStore {
  const slots: (LogLine | undefined)[] = Array.from({ length: limits.lines });
  let oldest = 0;
  let next = 0;
  let bytes = 0;

  const slot = (sequence: number): number => sequence % limits.lines;
  const bytesOf = ({ text }: Pick<LogLine, 'text'>): number => LINE_BYTES + text.length;

  function dropOldest(): void {
    bytes -= bytesOf(slots[slot(oldest)]!);
    slots[slot(oldest)] = undefined;
    oldest += 1;
  }

  return {
    add(line) {
      if (next - oldest === limits.lines) dropOldest();
      const stored = { sequence: next, ...line };
      slots[slot(next)] = stored;
      next += 1;
      bytes += bytesOf(line);
      while (bytes > limits.bytes && next - oldest > 1) dropOldest();
      return stored;
    },
    *newest(before = next) {
      for (let sequence = Math.min(before, next) - 1; sequence >= oldest; sequence -= 1)
        yield slots[slot(sequence)]!;
    },
    size: () => ({ lines: next - oldest, bytes }),
    clear() {
      while (oldest < next) dropOldest();
    },
  };
}
