/** A card of the payment provider's sandbox: its token, and what the provider does with it. */
export interface PaymentCard {
  readonly token: string;
  readonly brand: string;
  readonly lastDigits: string;
  readonly description: string;
}

export const paymentCards: readonly PaymentCard[] = [
  { token: 'tok_success', brand: 'Visa', lastDigits: '4242', description: 'The payment succeeds.' },
  { token: 'tok_declined', brand: 'Mastercard', lastDigits: '0002', description: 'The bank declines it.' },
  {
    token: 'tok_timeout_after_charge',
    brand: 'Visa',
    lastDigits: '0119',
    description: 'The provider charges the card, but its answer is lost.',
  },
  {
    token: 'tok_unavailable_once',
    brand: 'Mastercard',
    lastDigits: '0341',
    description: 'The provider fails once, and the order is retried.',
  },
];
