import { AppError } from '#libs/errors';
import type { ContactProjectionRepository } from '../gateways/contact-projection-repository.ts';
import { toOrderEmail } from '../models/order-email.ts';
import { renderEmail } from '../helpers/render-email.ts';
import { log } from '../log-events.ts';
import { isContactExpired, toOrderContact, type OrderContact } from '../models/contact.ts';
import { toOrderEmailId } from '../models/order-email-id.ts';
import { isEmailedTo, type EmailedEvent } from '../models/emailed-event.ts';
import { sendEmailOnce, isTooLate, type SendEmailDependencies } from '../helpers/send-email-once.ts';

interface Dependencies extends SendEmailDependencies {
  readonly contacts: Pick<ContactProjectionRepository, 'findOrderContact'>;
}

/**
 * Emails a customer about an event of their order: once, while the event is recent and the contact has not expired.
 *
 * @throws AppError unavailable `contact.not-received` if the contact of the order has not arrived yet
 */
export async function emailCustomer(event: EmailedEvent, deps: Dependencies): Promise<void> {
  if (isTooLate(event, deps)) return;
  const { orderId } = event.data;
  const contact = await findContact(event, deps);
  if (!contact && isContactExpired(orderId, deps.now())) {
    log.info('contact.expired', { type: event.type, orderId });
    return;
  }
  if (!contact)
    throw new AppError('unavailable', 'contact.not-received', {
      detail: `CheckoutSubmitted and OrderPlaced of order ${orderId} have not arrived yet. The email is retried.`,
    });
  if (!isEmailedTo(event, contact)) return;
  const { template, view } = toOrderEmail(event, contact);
  const record = { emailId: toOrderEmailId(event), template, about: orderId };
  await sendEmailOnce({ record, email: renderEmail(template, contact.email, view) }, deps);
}

/** `OrderPlaced` contains the contact of its order. */
const findContact = (event: EmailedEvent, { contacts }: Dependencies): Promise<OrderContact | undefined> =>
  event.type === 'OrderPlaced'
    ? Promise.resolve(toOrderContact(event))
    : contacts.findOrderContact(event.data.orderId);
