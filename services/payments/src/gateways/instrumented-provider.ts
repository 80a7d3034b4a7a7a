import { AppError } from '#libs/errors';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import type { ProviderClient } from './payment-provider.ts';

/** Adds metrics for the duration and the failures of each call, and a log event for each failure. */
export function instrumentedProvider(provider: ProviderClient): ProviderClient {
  async function measured<T>(operation: keyof ProviderClient, call: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await call();
    } catch (error) {
      if (isFailure(error)) {
        metrics.count('ProviderFailed');
        log.warn('payment.provider-failed', { operation, reason: failureReason(error) });
      }
      throw error;
    } finally {
      metrics.measure('ProviderDuration', Math.round(performance.now() - startedAt));
    }
  }

  return {
    authorize: (request) => measured('authorize', () => provider.authorize(request)),
    capture: (authorizationId) => measured('capture', () => provider.capture(authorizationId)),
    void: (authorizationId) => measured('void', () => provider.void(authorizationId)),
    refund: (authorizationId) => measured('refund', () => provider.refund(authorizationId)),
    find: (reference) => measured('find', () => provider.find(reference)),
    list: (query) => measured('list', () => provider.list(query)),
  };
}

// A declined card is a valid response.
const isFailure = (error: unknown): boolean => !(error instanceof AppError) || error.kind === 'unavailable';

const failureReason = (error: unknown): string => {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : typeof error;
};
