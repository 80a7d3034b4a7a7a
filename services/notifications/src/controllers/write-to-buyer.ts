import { AppError } from '#libs/errors';
import type { Contacts } from '../gateways/contacts.ts';
import { orderLetter } from '../helpers/order-letter.ts';
import { renderEmail } from '../helpers/render-email.ts';
import { log } from '../log-events.ts';
import { isContactAged } from '../models/contact.ts';
import type { MailedEvent } from '../models/mailed-event.ts';
import { sendOnce, skipsOldNews, type SendingNeeds } from './send-once.ts';

interface Dependencies extends SendingNeeds {
  readonly contacts: Pick<Contacts, 'ofOrder'>;
}

/**
 * Writes to a buyer what happened to the order: once, only while it is news, and while the order's contact is kept.
 *
 * @throws AppError unavailable `contact.unknown` where nothing was heard of the order yet
 */
export async function writeToBuyer(event: MailedEvent, deps: Dependencies): Promise<void> {
  if (skipsOldNews(event, deps)) return;
  const { orderId } = event.data;
  const contact = await deps.contacts.ofOrder(orderId);
  if (!contact && isContactAged(orderId, deps.now())) {
    log.info('contact.aged', { type: event.type, orderId });
    return;
  }
  if (!contact)
    throw new AppError('unavailable', 'contact.unknown', {
      detail: `CheckoutSubmitted and OrderPlaced of ${orderId} were not heard yet.`,
    });
  const { template, view } = orderLetter(event, contact);
  const record = { emailId: `${event.id}/${template}`, template, about: orderId };
  await sendOnce({ record, email: renderEmail(template, contact.email, view) }, deps);
}
