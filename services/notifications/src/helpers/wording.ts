import type { Money } from '#libs/models';

// One language for all readers, until accounts have one of their own.
const LOCALE = 'en-GB';

/** `€59.90`, `¥1,200`: minor units have as many digits as the currency says. */
export function amountText({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}

/** `1 January 2030`, in UTC. */
export const dateText = (isoDateTime: string): string =>
  new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(isoDateTime));
