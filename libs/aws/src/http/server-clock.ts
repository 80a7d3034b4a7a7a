// Signatures are valid for 5 minutes; the SDK corrects its clock from 4 minutes on.
const TOLERANCE_MILLISECONDS = 240_000;
// After a longer pause, such as a frozen execution environment, the response says nothing about the present.
const MAX_ROUND_TRIP_MILLISECONDS = 900_000;

/** When a request was signed. */
export interface SigningTime {
  /** The time of the server, as far as known. */
  readonly date: Date;
  /** Milliseconds of the local clock. */
  readonly localTime: number;
}

/** The time of the server, corrected by the `Date` headers of its responses. */
export interface ServerClock {
  read(): SigningTime;
  /**
   * Compares a response with the time at which its request was signed, and corrects the clock.
   *
   * @param date  the `Date` header
   * @returns whether that time was too wrong for a signature
   */
  observe(date: string | undefined, signed: SigningTime): boolean;
}

/** Creates a {@link ServerClock} that starts with the local time. @param now  milliseconds since 1970 */
export function serverClock(now: () => number): ServerClock {
  let offset = 0;
  return {
    read() {
      const localTime = now();
      return { date: new Date(localTime + offset), localTime };
    },
    observe(date, signed) {
      const serverTime = Date.parse(date ?? '');
      const receivedAt = now();
      const roundTrip = receivedAt - signed.localTime;
      if (Number.isNaN(serverTime) || roundTrip > MAX_ROUND_TRIP_MILLISECONDS) return false;
      // The header has a resolution of a second: smaller differences are noise.
      if (isWrong(serverTime - receivedAt - offset)) offset = serverTime - receivedAt;
      return isWrong(serverTime - roundTrip - signed.date.getTime());
    },
  };
}

const isWrong = (difference: number): boolean => Math.abs(difference) >= TOLERANCE_MILLISECONDS;
