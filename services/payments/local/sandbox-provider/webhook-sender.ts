import { signPayload } from '../../src/models/webhook-signature.ts';
import type { SandboxRepository } from './sandbox-repository.ts';

interface Dependencies {
  readonly repository: Pick<SandboxRepository, 'unsentEvents' | 'removeEvent'>;
  readonly url: string;
  readonly secret: string;
}

const FIRST_DELAY_MILLISECONDS = 500;
const MAX_DELAY_MILLISECONDS = 30_000;

/** Sends events in order and retries each until it is accepted. Unsent events are sent after the next start. */
export function webhookSender({ repository, url, secret }: Dependencies) {
  const stopped = new AbortController();
  let sending: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let delayMilliseconds = FIRST_DELAY_MILLISECONDS;

  const isAccepted = async (payload: string): Promise<boolean> => {
    const headers = {
      'content-type': 'application/json',
      'stripe-signature': signPayload(payload, secret, new Date()),
    };
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(10_000)]);
    const response = await fetch(url, { method: 'POST', headers, body: payload, signal }).catch(
      () => undefined,
    );
    await response?.body?.cancel();
    return response?.ok ?? false;
  };

  const sendAll = async () => {
    for (
      let [event] = repository.unsentEvents();
      event && !stopped.signal.aborted;
      [event] = repository.unsentEvents()
    ) {
      if (!(await isAccepted(event.payload))) return scheduleRetry();
      if (!stopped.signal.aborted) repository.removeEvent(event.id);
      delayMilliseconds = FIRST_DELAY_MILLISECONDS;
    }
  };
  const scheduleRetry = () => {
    if (stopped.signal.aborted) return;
    clearTimeout(retry);
    retry = setTimeout(send, delayMilliseconds).unref();
    delayMilliseconds = Math.min(delayMilliseconds * 2, MAX_DELAY_MILLISECONDS);
  };
  function send(): void {
    if (stopped.signal.aborted) return;
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
  }

  return {
    /** Sends all unsent events now. */
    send,
    async stop() {
      stopped.abort();
      clearTimeout(retry);
      await sending;
    },
  };
}
