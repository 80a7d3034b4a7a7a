import { formatDuration } from './format-duration.ts';

/** What is known of a row: the results so far, and the activity that runs. */
export interface RowText {
  begin(activity: string): void;
  end(result: string): void;
  /** `packaged 4.1 s · deploying 300 ms`; undefined as long as nothing has begun */
  text(): string | undefined;
  readonly isRunning: boolean;
}

/** @param now  in milliseconds */
export function rowText(now: () => number): RowText {
  const results: string[] = [];
  let running: { readonly activity: string; readonly since: number } | undefined;
  const timed = (text: string, since: number) => `${text} ${formatDuration(now() - since)}`.trimStart();
  return {
    begin(activity) {
      running = { activity, since: running?.since ?? now() };
    },
    end(result) {
      results.push(running === undefined ? result : timed(result, running.since));
      running = undefined;
    },
    text() {
      const parts = [...results, ...(running === undefined ? [] : [timed(running.activity, running.since)])];
      return parts.length === 0 ? undefined : parts.join(' · ');
    },
    get isRunning() {
      return running !== undefined;
    },
  };
}
