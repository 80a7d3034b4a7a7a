import type { Money } from '#libs/models';

// Emails are in English only; accounts have no language setting.
const LOCALE = 'en-US';

/** `€59.90`, `¥1,200`: the currency determines the number of decimals. */
export function formatAmount({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}

/** `January 1, 2030`, in UTC. */
export const formatDate = (isoDateTime: string): string =>
  new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(isoDateTime));
