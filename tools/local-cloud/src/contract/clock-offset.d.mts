/** Replaces `Date` of this thread by one that is some milliseconds ahead; 0 restores the clock of the system. */
export function setClockOffset(offsetMillis: number): void;
