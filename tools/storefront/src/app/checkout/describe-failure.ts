import type { Failure } from '#libs/client';
import type { ErrorText } from '../shell/describe-error.ts';

/** Why orders fail after they were accepted. Codes that are added later show their detail. */
const texts: Readonly<Record<string, ErrorText>> = {
  'payment.declined': {
    title: 'The payment was declined',
    detail: 'Your card was not charged. Pay with another card.',
  },
  'payment.token-invalid': {
    title: 'The payment was declined',
    detail: 'The card could not be read. Pay with another card.',
  },
  'stock.insufficient': {
    title: 'Sold out in the meantime',
    detail: 'Your card was not charged. Reduce the quantity and pay again.',
  },
};

/** @returns what to show for the failure of an order, after which the basket is open again */
export const describeFailure = ({ code, detail }: Failure): ErrorText => {
  const known = texts[code] ?? {
    title: 'The order failed',
    detail: `Nothing was charged. Try again. (${code})`,
  };
  return detail === undefined ? known : { ...known, detail };
};
