import { readdirSync } from 'node:fs';
import type { InjectedFault } from '../../../local-cloud/src/faults/fault-log.ts';
import type { NotificationFact } from '../../../simulation/src/invariants/index.ts';

/** The emails in the outbox of a local cloud. */
export interface SentEmails {
  /** @param faults  those since the last call, which decide whether an email may have been sent again */
  read(faults: readonly Pick<InjectedFault, 'principal'>[]): readonly NotificationFact[];
}

const SENDER = /-notifications-\w+-send-email$/;

/**
 * Opens the outbox. SES takes no idempotency key, so a sender that fails before it records the response sends the email again:
 * after a fault of the sender, its emails count as not recorded, and may repeat (ADR 51).
 */
export function openSentEmails(folder: string): SentEmails {
  const emails = new Map<string, NotificationFact>();
  return {
    read(faults) {
      const isRecorded = !faults.some(({ principal = '' }) => SENDER.test(principal));
      for (const file of readdirSync(folder))
        if (isOfScenario(file) && !emails.has(file)) emails.set(file, { ...toEmail(file), isRecorded });
      return [...emails.values()];
    },
  };
}

/** Each scenario has a recipient of its own. */
const isOfScenario = (file: string): boolean => file.endsWith('.eml') && file.includes('_ada-');

/** @param file `TIME_RECIPIENT_SUBJECT_ID.eml` */
function toEmail(file: string): Omit<NotificationFact, 'isRecorded'> {
  const [, recipient = '', subject = ''] = file.split('_');
  return { channel: 'email', name: subject, change: subject, recipient };
}
