import type { ChargeEvent } from './charge-event.schema.ts';
import type { Payment } from './payment.ts';

/** Why a charge event cannot belong to a payment. */
export type ChargeViolation = 'amount-invalid' | 'amount-exceeded' | 'currency-mismatch';

type Charge = ChargeEvent['data']['object'];

/**
 * Compares the amounts of a signed charge event with the payment that it names. A signature proves the sender, not the
 * content: a test event from the provider's dashboard or another system with the same account is signed too.
 */
export function chargeViolation(
  { amount_refunded: refunded, currency }: Charge,
  { amount }: Pick<Payment, 'amount'>,
): ChargeViolation | undefined {
  if (!isMinorUnits(refunded)) return 'amount-invalid';
  // A payment that was voided before the first attempt has no amount, and no charge changes it.
  if (!amount) return undefined;
  if (currency !== amount.currency.toLowerCase()) return 'currency-mismatch';
  return refunded > amount.amount ? 'amount-exceeded' : undefined;
}

const isMinorUnits = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
