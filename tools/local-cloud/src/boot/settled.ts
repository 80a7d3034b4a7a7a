import { setTimeout as pause } from 'node:timers/promises';
import type { LocalService } from '../contract/local-service.ts';

const POLL_MS = 15;
// Work can move from one service to the next between two polls, so several polls in a row must find all idle.
const REQUIRED_IDLE_POLLS = 3;

/**
 * Waits until all services are idle.
 * @throws Error naming the services that are still busy after the timeout
 */
export async function settled(services: readonly LocalService[], timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (let idlePolls = 0; idlePolls < REQUIRED_IDLE_POLLS;) {
    const busy = await busyServices(services);
    idlePolls = busy.length === 0 ? idlePolls + 1 : 0;
    if (busy.length > 0 && performance.now() > deadline)
      throw new Error(`Still busy after ${timeoutMs} ms: ${busy.map(({ name }) => name).join(', ')}.`);
    await pause(POLL_MS);
  }
}

async function busyServices(services: readonly LocalService[]): Promise<readonly LocalService[]> {
  const polls = await Promise.all(
    services.map(async (service) => ({ service, isIdle: (await service.isIdle?.()) ?? true })),
  );
  return polls.filter(({ isIdle }) => !isIdle).map(({ service }) => service);
}
