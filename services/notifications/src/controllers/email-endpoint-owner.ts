import type { EventOf } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { ContactProjectionRepository } from '../gateways/contact-projection-repository.ts';
import { renderEmail } from '../helpers/render-email.ts';
import type EndpointUnavailable from '../models/endpoint-unavailable.schema.ts';
import { sendEmailOnce, isTooLate, type SendEmailDependencies } from '../helpers/send-email-once.ts';

interface Dependencies extends SendEmailDependencies {
  readonly contacts: Pick<ContactProjectionRepository, 'findCustomerContact'>;
}

/**
 * Emails a customer whose endpoint does not respond, while the event is recent. At most once a day for each circuit state,
 * because a circuit can open repeatedly.
 *
 * @throws AppError unavailable `contact.not-received` if the contact of the customer has not arrived yet
 */
export async function emailEndpointOwner(
  event: EventOf<typeof EndpointUnavailable>,
  deps: Dependencies,
): Promise<void> {
  if (isTooLate(event, deps)) return;
  const { customerId, endpointId, url, circuit } = event.data;
  const contact = await deps.contacts.findCustomerContact(customerId);
  if (!contact)
    throw new AppError('unavailable', 'contact.not-received', {
      detail: `CustomerRegistered of customer ${customerId} has not arrived yet. The email is retried.`,
    });
  const template = 'endpoint-unavailable' as const;
  const view = { endpointId, url, isDisabled: circuit === 'disabled' };
  const day = event.occurredAt.slice(0, 'yyyy-mm-dd'.length);
  const record = { emailId: `${endpointId}/${circuit}/${day}`, template, about: endpointId };
  await sendEmailOnce({ record, email: renderEmail(template, contact.email, view) }, deps);
}
