const formats = new Map<string, Intl.NumberFormat>();

/** @returns the amount of minor units as a price: `(11790, 'EUR')` is `€117.90` */
export function formatMoney(amount: number, currency: string): string {
  let format = formats.get(currency);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-IE', { style: 'currency', currency });
    formats.set(currency, format);
  }
  // Yen have no minor units.
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** maximumFractionDigits);
}
