import { setClockOffset } from '../contract/clock-offset.mjs';
import { clockJumps } from '../contract/clock.ts';

/** The clock of the local cloud, which faults move forward. */
export interface MovableClock {
  jump(millis: number): void;
  /** Restores the clock of the system. */
  reset(): void;
}

/** Moves `Date` of this thread; waits until a time end when the clock passes it. */
export function createMovableClock({
  onMoved,
}: {
  readonly onMoved: (offsetMillis: number) => void;
}): MovableClock {
  let offsetMillis = 0;
  return {
    jump(millis) {
      offsetMillis += millis;
      setClockOffset(offsetMillis);
      onMoved(offsetMillis);
      clockJumps.dispatchEvent(new Event('jump'));
    },
    reset: () => setClockOffset(0),
  };
}
