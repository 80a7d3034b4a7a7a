// A placement captures or voids its payment within seconds; the rest is for retries.
const SETTLED_AFTER_MINUTES = 10;
// Two runs, half an hour apart, see each charge: one may fail.
const PERIOD_MINUTES = 60;

export interface Period {
  readonly from: Date;
  /** Excluded. */
  readonly to: Date;
}

/** When the charges were created that a run compares. */
export function reconciledPeriod(dueAt: Date): Period {
  const to = new Date(dueAt.getTime() - SETTLED_AFTER_MINUTES * 60_000);
  return { from: new Date(to.getTime() - PERIOD_MINUTES * 60_000), to };
}
