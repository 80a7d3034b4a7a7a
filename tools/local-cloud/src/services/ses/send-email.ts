import { randomUUID } from 'node:crypto';
import { AwsError } from '../../contract/aws-error.ts';
import { toAddress } from './message.ts';
import type { Message } from './message.ts';
import { renderTemplate } from './template.ts';
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

/** The deployed resources that a message is checked against. */
export interface SesResources {
  readonly identities: ReadonlySet<string>;
  readonly configurationSets: ReadonlySet<string>;
  readonly templates: ReadonlyMap<string, EmailTemplate>;
}

/** The maximum number of recipients per message: https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_RECIPIENTS = 50;

/**
 * Converts a SendEmail request to a message.
 *
 * @throws AwsError BadRequestException, MessageRejected or NotFoundException
 */
export function toMessage(request: SendEmailRequest, resources: SesResources, sentAt: Date): Message {
  const { FromEmailAddress: from, Destination = {}, ReplyToAddresses = [], ConfigurationSetName } = request;
  if (from === undefined) throw new AwsError('BadRequestException', 'FromEmailAddress is missing.');
  const { ToAddresses: to = [], CcAddresses: cc = [], BccAddresses: bcc = [] } = Destination;
  checkRecipients([...to, ...cc, ...bcc]);
  checkSender(from, resources.identities);
  if (ConfigurationSetName !== undefined && !resources.configurationSets.has(ConfigurationSetName)) {
    throw new AwsError(
      'NotFoundException',
      `Configuration set <${ConfigurationSetName}> does not exist.`,
      404,
    );
  }
  const { subject, text, html } = renderContent(request.Content, resources.templates);
  const headers = toHeaders(request.Content?.Simple?.Headers ?? []);
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
function toHeaders(headers: readonly MessageHeader[]): Message['headers'] {
  const invalid = headers.find(
    ({ Name, Value }) => !/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(Name) || !/^[ -~]{1,870}$/.test(Value),
  );
  if (invalid !== undefined)
    throw new AwsError('BadRequestException', `Header '${invalid.Name}' is not valid.`);
  return headers.map(({ Name, Value }) => [Name, Value]);
}

function checkRecipients(recipients: readonly string[]): void {
  if (recipients.length === 0) throw new AwsError('BadRequestException', 'Destination has no recipient.');
  if (recipients.length > MAX_RECIPIENTS) {
    throw new AwsError('BadRequestException', `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  }
  const invalid = recipients.find((recipient) => !/^[^\s@]+@[^\s@]+$/.test(toAddress(recipient)));
  if (invalid !== undefined)
    throw new AwsError('BadRequestException', `Missing final '@domain' in '${invalid}'.`);
}

/** An identity is an address or a domain, which includes its subdomains. Without deployed identities, every sender is allowed. */
function checkSender(from: string, identities: ReadonlySet<string>): void {
  const address = toAddress(from);
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

function renderContent(
  content: SendEmailRequest['Content'],
  templates: SesResources['templates'],
): EmailTemplate {
  const { Simple, Template } = content ?? {};
  if (Simple !== undefined) {
    return { subject: Simple.Subject.Data, text: Simple.Body.Text?.Data, html: Simple.Body.Html?.Data };
  }
  if (Template === undefined) {
    throw new AwsError(
      'BadRequestException',
      'Content requires Simple or Template. Raw messages are not supported locally.',
    );
  }
  return renderTemplate(findTemplate(Template, templates), Template.TemplateData);
}

type TemplateReference = NonNullable<NonNullable<SendEmailRequest['Content']>['Template']>;

function findTemplate(
  { TemplateName, TemplateContent }: TemplateReference,
  templates: SesResources['templates'],
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
