import type { EventOf } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Contacts } from '../gateways/contacts.ts';
import { renderEmail } from '../helpers/render-email.ts';
import type EndpointStopped from '../models/endpoint-stopped.schema.ts';
import { sendOnce, skipsOldNews, type SendingNeeds } from './send-once.ts';

interface Dependencies extends SendingNeeds {
  readonly contacts: Pick<Contacts, 'ofCustomer'>;
}

/**
 * Writes to a customer whose endpoint cannot be reached, while that is news. Once a day: an endpoint may come and go.
 *
 * @throws AppError unavailable `contact.unknown` where nothing was heard of the customer yet
 */
export async function writeToOwner(
  event: EventOf<typeof EndpointStopped>,
  deps: Dependencies,
): Promise<void> {
  if (skipsOldNews(event, deps)) return;
  const { customerId, endpointId, url, circuit } = event.data;
  const contact = await deps.contacts.ofCustomer(customerId);
  if (!contact)
    throw new AppError('unavailable', 'contact.unknown', {
      detail: `CustomerRegistered of ${customerId} was not heard yet.`,
    });
  const template = 'endpoint-stopped';
  const view = { endpointId, url, isDisabled: circuit === 'disabled' };
  const day = event.occurredAt.slice(0, 'yyyy-mm-dd'.length);
  const record = { emailId: `${endpointId}/${circuit}/${day}`, template, about: endpointId };
  await sendOnce({ record, email: renderEmail(template, contact.email, view) }, deps);
}
