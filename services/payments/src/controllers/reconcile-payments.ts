import type { ProviderBooks } from '../gateways/payment-provider.ts';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { chargeDiscrepancies, type Discrepancy } from '../models/charge-discrepancy.ts';
import { reconciledPeriod, type Period } from '../models/reconciled-period.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get'>;
  readonly books: ProviderBooks;
}

interface Finding {
  readonly orderId: string;
  readonly authorizationId: string;
  readonly discrepancy: Discrepancy;
}

/**
 * Compares the charges that the provider created in the last hour with the payments of their orders, and logs each
 * discrepancy as an error. Running it twice has no further effect.
 *
 * @throws AppError unavailable `payment.provider-unavailable`
 */
export async function reconcilePayments(dueAt: Date, deps: Dependencies): Promise<void> {
  const period = reconciledPeriod(dueAt);
  const first = await compare(period, deps);
  const findings = first.findings.length > 0 ? await confirmed(first.findings, period, deps) : [];
  for (const finding of findings)
    log.error('payment.discrepancy', new Error('The charge contradicts the payment of its order.'), finding);
  metrics.count('ChargesReconciled', first.charges);
  log.info('payments.reconciled', { charges: first.charges, discrepancies: findings.length });
}

/** A charge that changed between its listing and the read of its payment agrees the second time. */
async function confirmed(found: readonly Finding[], period: Period, deps: Dependencies): Promise<Finding[]> {
  const known = new Set(found.map(toKey));
  const { findings } = await compare(period, deps);
  return findings.filter((finding) => known.has(toKey(finding)));
}

const toKey = ({ authorizationId, discrepancy }: Finding): string => `${authorizationId} ${discrepancy}`;

async function compare(period: Period, { books, payments }: Dependencies) {
  const findings: Finding[] = [];
  let charges = 0;
  let cursor: string | undefined;
  do {
    const page = await books.list({ ...period, cursor });
    const pairs = page.charges.map(async (charge) => ({
      charge,
      payment: await payments.get({ orderId: charge.orderId }),
    }));
    for (const { charge, payment } of await Promise.all(pairs))
      for (const discrepancy of chargeDiscrepancies(charge, payment))
        findings.push({ orderId: charge.orderId, authorizationId: charge.authorizationId, discrepancy });
    charges += page.charges.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { charges, findings };
}
