import { randomUUID } from 'node:crypto';
import { AwsError } from '../../contract/aws-error.ts';
import { addressOf } from './message.ts';
import type { Message } from './message.ts';
import { filledIn } from './template.ts';
import type { EmailTemplate } from './template.ts';

/** The body of SendEmail: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export interface SendEmailRequest {
  readonly FromEmailAddress?: string;
  readonly Destination?: {
    readonly ToAddresses?: readonly string[];
    readonly CcAddresses?: readonly string[];
    readonly BccAddresses?: readonly string[];
  };
  readonly ReplyToAddresses?: readonly string[];
  readonly ConfigurationSetName?: string;
  readonly Content?: {
    readonly Simple?: {
      readonly Subject: { readonly Data: string };
      readonly Body: { readonly Text?: { readonly Data: string }; readonly Html?: { readonly Data: string } };
      readonly Headers?: readonly MessageHeader[];
    };
    readonly Template?: {
      readonly TemplateName?: string;
      readonly TemplateData?: string;
      readonly TemplateContent?: {
        readonly Subject?: string;
        readonly Text?: string;
        readonly Html?: string;
      };
    };
    readonly Raw?: unknown;
  };
}

interface MessageHeader {
  readonly Name: string;
  readonly Value: string;
}

/** What was deployed that a message has to fit. */
export interface Declared {
  readonly identities: ReadonlySet<string>;
  readonly configurationSets: ReadonlySet<string>;
  readonly templates: ReadonlyMap<string, EmailTemplate>;
}

/** Recipients of one message at most: https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_RECIPIENTS = 50;

/**
 * Makes the message of a request.
 *
 * @throws AwsError as SES answers: BadRequestException, MessageRejected, NotFoundException
 */
export function messageOf(request: SendEmailRequest, declared: Declared, sentAt: Date): Message {
  const { FromEmailAddress: from, Destination = {}, ReplyToAddresses = [], ConfigurationSetName } = request;
  if (from === undefined) throw new AwsError('BadRequestException', 'FromEmailAddress is missing.');
  const { ToAddresses: to = [], CcAddresses: cc = [], BccAddresses: bcc = [] } = Destination;
  checkRecipients([...to, ...cc, ...bcc]);
  checkSender(from, declared.identities);
  if (ConfigurationSetName !== undefined && !declared.configurationSets.has(ConfigurationSetName)) {
    throw new AwsError(
      'NotFoundException',
      `Configuration set <${ConfigurationSetName}> does not exist.`,
      404,
    );
  }
  const { subject, text, html } = contentOf(request.Content, declared.templates);
  const headers = headersOf(request.Content?.Simple?.Headers ?? []);
  return {
    messageId: `${sentAt.getTime().toString(16).padStart(16, '0')}-${randomUUID()}`,
    from,
    to,
    cc,
    bcc,
    replyTo: ReplyToAddresses,
    subject,
    headers,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    sentAt,
  };
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html */
function headersOf(headers: readonly MessageHeader[]): Message['headers'] {
  const wrong = headers.find(
    ({ Name, Value }) => !/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(Name) || !/^[ -~]{1,870}$/.test(Value),
  );
  if (wrong !== undefined) throw new AwsError('BadRequestException', `Header '${wrong.Name}' is not valid.`);
  return headers.map(({ Name, Value }) => [Name, Value]);
}

function checkRecipients(recipients: readonly string[]): void {
  if (recipients.length === 0) throw new AwsError('BadRequestException', 'Destination has no recipient.');
  if (recipients.length > MAX_RECIPIENTS) {
    throw new AwsError('BadRequestException', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  }
  const wrong = recipients.find((recipient) => !/^[^\s@]+@[^\s@]+$/.test(addressOf(recipient)));
  if (wrong !== undefined)
    throw new AwsError('BadRequestException', `Missing final '@domain' in '${wrong}'.`);
}

/** An identity is an address or a domain, which stands for its subdomains too. Without any declared, all may send. */
function checkSender(from: string, identities: ReadonlySet<string>): void {
  const address = addressOf(from);
  const domain = address.split('@').at(-1) ?? '';
  const isVerified = [...identities].some(
    (identity) => identity === address || domain === identity || domain.endsWith(`.${identity}`),
  );
  if (identities.size > 0 && !isVerified) {
    throw new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region US-EAST-1: ${address}`,
    );
  }
}

function contentOf(content: SendEmailRequest['Content'], templates: Declared['templates']): EmailTemplate {
  const { Simple, Template } = content ?? {};
  if (Simple !== undefined) {
    return { subject: Simple.Subject.Data, text: Simple.Body.Text?.Data, html: Simple.Body.Html?.Data };
  }
  if (Template === undefined) {
    throw new AwsError(
      'BadRequestException',
      'Content has neither Simple nor Template: raw messages are not taken locally.',
    );
  }
  return filledIn(templateOf(Template, templates), Template.TemplateData);
}

type TemplateChoice = NonNullable<NonNullable<SendEmailRequest['Content']>['Template']>;

function templateOf(
  { TemplateName, TemplateContent }: TemplateChoice,
  templates: Declared['templates'],
): EmailTemplate {
  if (TemplateContent !== undefined) {
    const { Subject = '', Text, Html } = TemplateContent;
    return { subject: Subject, text: Text, html: Html };
  }
  const template = templates.get(TemplateName ?? '');
  if (template === undefined)
    throw new AwsError('NotFoundException', `Template ${TemplateName} does not exist.`, 404);
  return template;
}
