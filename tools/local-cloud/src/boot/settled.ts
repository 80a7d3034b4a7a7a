import { setTimeout as pause } from 'node:timers/promises';
import type { LocalService } from '../contract/local-service.ts';

const POLL_MS = 15;
// One queue hands to the next between two looks: only rest that lasts is rest.
const CALM_LOOKS = 3;

/**
 * Waits until no service has work under way.
 * @throws Error naming the services that are still at work after the timeout
 */
export async function settled(services: readonly LocalService[], timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (let calmLooks = 0; calmLooks < CALM_LOOKS;) {
    const busy = await busyServices(services);
    calmLooks = busy.length === 0 ? calmLooks + 1 : 0;
    if (busy.length > 0 && Date.now() > deadline)
      throw new Error(`Still at work after ${timeoutMs} ms: ${busy.map(({ name }) => name).join(', ')}.`);
    await pause(POLL_MS);
  }
}

async function busyServices(services: readonly LocalService[]): Promise<readonly LocalService[]> {
  const looks = await Promise.all(
    services.map(async (service) => ({ service, isIdle: (await service.isIdle?.()) ?? true })),
  );
  return looks.filter(({ isIdle }) => !isIdle).map(({ service }) => service);
}
