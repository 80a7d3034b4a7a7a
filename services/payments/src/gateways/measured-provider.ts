import { AppError } from '#libs/errors';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import type { PaymentProvider } from './payment-provider.ts';

/** The provider, with how long each of its answers takes, and a line for each that it does not give. */
export function measuredProvider(provider: PaymentProvider): PaymentProvider {
  async function measured<T>(operation: keyof PaymentProvider, ask: () => Promise<T>): Promise<T> {
    const begunAt = performance.now();
    try {
      return await ask();
    } catch (error) {
      if (isFailure(error)) {
        metrics.count('ProviderFailed');
        log.warn('payment.provider-failed', { operation, reason: reasonOf(error) });
      }
      throw error;
    } finally {
      metrics.measure('ProviderDuration', Math.round(performance.now() - begunAt));
    }
  }

  return {
    authorize: (request) => measured('authorize', () => provider.authorize(request)),
    capture: (authorizationId) => measured('capture', () => provider.capture(authorizationId)),
    void: (authorizationId) => measured('void', () => provider.void(authorizationId)),
    refund: (authorizationId) => measured('refund', () => provider.refund(authorizationId)),
    find: (reference) => measured('find', () => provider.find(reference)),
  };
}

// A declined card is an answer.
const isFailure = (error: unknown): boolean => !(error instanceof AppError) || error.kind === 'unavailable';

const reasonOf = (error: unknown): string => {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : typeof error;
};
