import type { RecordRepository } from '#libs/gateways';
import type { Mailer } from '../../../../services/notifications/src/gateways/mailer.ts';
import type { WebhookSender } from '../../../../services/notifications/src/gateways/webhook-sender.ts';
import type { EmailRecord } from '../../../../services/notifications/src/models/email.ts';
import type { Engine, Invocation } from '../engine/engine.ts';

export interface SentEmail {
  /** What it is about: `ord_01…/OrderPlaced`. */
  readonly emailId: string;
  readonly to: string;
  readonly sender: Invocation | undefined;
  isRecorded: boolean;
}

export interface ReceivedWebhook {
  readonly webhookId: string;
  readonly body: string;
}

/** What customers receive: the mail service and the receiver of webhooks. */
export class Mailbox {
  readonly emails: SentEmail[] = [];
  readonly webhooks: ReceivedWebhook[] = [];
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  readonly mailer: Mailer = {
    send: async ({ to }) => {
      const sender = this.#engine.current();
      const emailId = sender?.notes.emailId ?? 'unknown';
      return `message-${this.emails.push({ emailId, to, sender, isRecorded: false })}`;
    },
  };

  readonly receiver: WebhookSender = {
    send: async ({ headers, body }) => {
      this.webhooks.push({ webhookId: headers['webhook-id']!, body });
      const isDown = this.#engine.choices.chance('receiver', 0.1);
      return isDown ? { statusCode: 503, body: '' } : { statusCode: 204, body: '' };
    },
  };

  /** Notes which email a function sends next, and whether it recorded that it did. */
  observe(records: RecordRepository<EmailRecord>): RecordRepository<EmailRecord> {
    const note = <T extends EmailRecord>(record: T): T => {
      const sender = this.#engine.current();
      if (sender) sender.notes.emailId = record.emailId;
      if (record.status !== 'sent') return record;
      const email = this.emails.findLast((each) => each.emailId === record.emailId && each.sender === sender);
      if (email) email.isRecorded = true;
      return record;
    };
    return {
      ...records,
      insert: async (record) => note(await records.insert(record)),
      replace: async (record) => note(await records.replace(record)),
    };
  }
}
