import type { MessageQueue } from '#libs/gateways';
import type { HeardEvent } from '../models/heard-event.ts';
import { isMailed, type MailedEvent } from '../models/mailed-event.ts';

interface Dependencies {
  readonly emails: MessageQueue<MailedEvent>;
}

/** Passes an event on to those who write to its buyer. Again does no harm: each e-mail goes out once. */
export async function requestEmail(event: HeardEvent, { emails }: Dependencies): Promise<void> {
  if (isMailed(event)) await emails.send(event);
}
