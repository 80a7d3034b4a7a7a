import type { Span } from '../../../local-cloud/src/contract/activity.ts';
import { buy } from './buy.ts';
import { toUsage, type Usage } from './usage.ts';

interface MeasuredCloud {
  readonly apiUrl: string;
  /** Resolves when the cloud is quiet. */
  settled(): Promise<void>;
  /** The spans that the cloud recorded under a correlation id. */
  spans(correlationId: string): Promise<readonly Span[]> | readonly Span[];
}

// The first purchases start functions, fetch keys and fill caches: they are not measured.
const WARM_UP = 2;

/** Buys one after the other, each until the cloud is quiet, and returns what each purchase used. */
export async function measurePurchases(cloud: MeasuredCloud, purchases: number): Promise<readonly Usage[]> {
  const usages: Usage[] = [];
  for (let number = 0; number < WARM_UP + purchases; number++) {
    await cloud.settled();
    const correlationId = await buy(cloud.apiUrl);
    await cloud.settled();
    if (number >= WARM_UP) usages.push(toUsage(await cloud.spans(correlationId)));
  }
  return usages;
}
