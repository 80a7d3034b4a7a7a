import { signatureOf } from '../../src/models/webhook-signature.ts';
import type { Ledger } from './ledger.ts';

interface Dependencies {
  readonly ledger: Pick<Ledger, 'unsentEvents' | 'removeEvent'>;
  /** Where the shop listens. */
  readonly url: string;
  readonly secret: string;
}

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/** Sends the events of the books, in order and until each is taken; what is unsent when it stops is sent after the next start. */
export function webhookSender({ ledger, url, secret }: Dependencies) {
  const stopped = new AbortController();
  let sending: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let pauseMilliseconds = FIRST_PAUSE_MILLISECONDS;

  const isTaken = async (payload: string): Promise<boolean> => {
    const headers = {
      'content-type': 'application/json',
      'stripe-signature': signatureOf(payload, secret, new Date()),
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
      let [event] = ledger.unsentEvents();
      event && !stopped.signal.aborted;
      [event] = ledger.unsentEvents()
    ) {
      if (!(await isTaken(event.payload))) return tryLater();
      if (!stopped.signal.aborted) ledger.removeEvent(event.id);
      pauseMilliseconds = FIRST_PAUSE_MILLISECONDS;
    }
  };
  const tryLater = () => {
    if (stopped.signal.aborted) return;
    clearTimeout(retry);
    retry = setTimeout(send, pauseMilliseconds).unref();
    pauseMilliseconds = Math.min(pauseMilliseconds * 2, LONGEST_PAUSE_MILLISECONDS);
  };
  function send(): void {
    if (stopped.signal.aborted) return;
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
  }

  return {
    /** Sends what is unsent, now. */
    send,
    async stop() {
      stopped.abort();
      clearTimeout(retry);
      await sending;
    },
  };
}
