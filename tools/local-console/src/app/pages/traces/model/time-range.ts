/** A part of the time axis, in epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Where a bar is, in fractions of the width of the visible range; `undefined` if none of it is visible. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

// Two pixels of a lane of 800: what is shorter stays visible.
const MINIMUM_WIDTH = 0.0025;

/** Lays out a bar from `start` to `end`, cut at the edges of the visible range. */
export function toBar(start: number, end: number, { from, to }: TimeRange): Bar | undefined {
  const length = Math.max(to - from, Number.EPSILON);
  if (end < from || start > to) return undefined;
  const left = Math.max(0, (start - from) / length);
  const right = Math.min(1, (end - from) / length);
  const width = Math.min(1, Math.max(right - left, MINIMUM_WIDTH));
  return { left: Math.min(left, 1 - width), width };
}

/** Joins bars that touch or nearly touch, so that thousands of calls are a few boxes. */
export function joinBars(bars: readonly Bar[]): readonly Bar[] {
  const joined: Bar[] = [];
  for (const bar of bars.toSorted((one, other) => one.left - other.left)) {
    const last = joined.at(-1);
    if (last === undefined || bar.left > last.left + last.width + MINIMUM_WIDTH) joined.push(bar);
    else {
      const right = Math.max(last.left + last.width, bar.left + bar.width);
      joined[joined.length - 1] = { left: last.left, width: right - last.left };
    }
  }
  return joined;
}

/** @returns round offsets from the start of the trace that lie in the visible range, at most `maximum` */
export function ticks({ from, to }: TimeRange, origin: number, maximum: number): readonly number[] {
  const length = to - from;
  if (length <= 0 || maximum < 1) return [];
  const rough = length / maximum;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude;
  const first = Math.ceil((from - origin) / step);
  const last = Math.floor((to - origin) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step).slice(
    0,
    maximum,
  );
}

// A zoom below this shows single microseconds, which nothing here measures.
const MINIMUM_LENGTH_MILLIS = 1;

/** Zooms around a point; `factor` below 1 magnifies. The result lies within `whole`. */
export function zoom(range: TimeRange, at: number, factor: number, whole: TimeRange): TimeRange {
  const length = clamp((range.to - range.from) * factor, MINIMUM_LENGTH_MILLIS, whole.to - whole.from);
  const share = (at - range.from) / Math.max(range.to - range.from, Number.EPSILON);
  return place(at - share * length, length, whole);
}

/** Moves the visible range by a fraction of its length. */
export function pan(range: TimeRange, fraction: number, whole: TimeRange): TimeRange {
  const length = range.to - range.from;
  return place(range.from + fraction * length, length, whole);
}

/** @returns the range between two points in any order, within `whole` */
export function between(one: number, other: number, whole: TimeRange): TimeRange {
  const from = Math.min(one, other);
  return place(from, Math.max(Math.max(one, other) - from, MINIMUM_LENGTH_MILLIS), whole);
}

function place(from: number, length: number, whole: TimeRange): TimeRange {
  const available = whole.to - whole.from;
  if (length >= available) return whole;
  const start = clamp(from, whole.from, whole.to - length);
  return { from: start, to: start + length };
}

const clamp = (value: number, low: number, high: number): number =>
  Math.max(Math.min(low, high), Math.min(value, high));
