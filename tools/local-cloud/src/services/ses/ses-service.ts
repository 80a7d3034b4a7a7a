import type { LocalService, ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { AwsError, unknownOperation } from '../../contract/aws-error.ts';
import { createOutbox } from './outbox.ts';
import { toMessage } from './send-email.ts';
import type { SendEmailRequest } from './send-email.ts';
import type { EmailTemplate } from './template.ts';

interface Dependencies {
  /** The folder where messages are saved. */
  readonly outboxFolder: string;
  readonly log: (line: string) => void;
  readonly now?: () => Date;
}

/** SES: SendEmail of API version 2, which saves emails in a folder instead of sending them. */
export function createSesService({ outboxFolder, log, now = () => new Date() }: Dependencies): LocalService {
  const identities = new Set<string>();
  const configurationSets = new Set<string>();
  const templates = new Map<string, EmailTemplate>();
  const outbox = createOutbox(outboxFolder);

  function send(request: SendEmailRequest): { MessageId: string } {
    const message = toMessage(request, { identities, configurationSets, templates }, now());
    const path = outbox.save(message);
    log(`email: '${message.subject}' to ${message.to.join(', ')}: ${path}.eml`);
    return { MessageId: message.messageId };
  }

  return {
    name: 'ses',
    signingNames: ['ses'],
    resources: {
      'AWS::SES::EmailIdentity': emailIdentity((identity) => identities.add(identity)),
      'AWS::SES::ConfigurationSet': configurationSet((name) => configurationSets.add(name)),
      'AWS::SES::Template': emailTemplate((name, template) => templates.set(name, template)),
    },
    async handle({ method, path, body }) {
      if (method !== 'POST' || path.split('?')[0] !== '/v2/email/outbound-emails') {
        throw unknownOperation('SES', `${method} ${path}`);
      }
      const output = send(parseRequest(body.toString()));
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
    },
  };
}

function parseRequest(body: string): SendEmailRequest {
  try {
    return JSON.parse(body) as SendEmailRequest;
  } catch {
    throw new AwsError('BadRequestException', 'The request body is not JSON.');
  }
}

const NOT_SENT = 'local emails are saved in a folder';

const emailIdentity = (register: (identity: string) => void): ResourceProvider => ({
  honors: ['EmailIdentity'],
  ignores: {
    DkimAttributes: NOT_SENT,
    DkimSigningAttributes: NOT_SENT,
    MailFromAttributes: NOT_SENT,
    FeedbackAttributes: NOT_SENT,
    ConfigurationSetAttributes: NOT_SENT,
    Tags: NOT_SENT,
  },
  async deploy({ properties }) {
    const identity = String(properties['EmailIdentity']);
    register(identity.toLowerCase());
    return { ref: identity, attributes: { EmailIdentityArn: arn('ses', `identity/${identity}`) } };
  },
});

const configurationSet = (register: (name: string) => void): ResourceProvider => ({
  honors: ['Name'],
  ignores: {
    DeliveryOptions: NOT_SENT,
    ReputationOptions: NOT_SENT,
    SendingOptions: NOT_SENT,
    SuppressionOptions: NOT_SENT,
    TrackingOptions: NOT_SENT,
    VdmOptions: NOT_SENT,
    Tags: NOT_SENT,
  },
  async deploy(resource) {
    const name = String(resource.properties['Name'] ?? physicalName(resource, 64));
    register(name);
    return { ref: name };
  },
});

interface TemplateProperties {
  readonly TemplateName?: string;
  readonly SubjectPart: string;
  readonly TextPart?: string;
  readonly HtmlPart?: string;
}

const emailTemplate = (register: (name: string, template: EmailTemplate) => void): ResourceProvider => ({
  honors: ['Template'],
  async deploy(resource) {
    const { TemplateName, SubjectPart, TextPart, HtmlPart } = resource.properties[
      'Template'
    ] as TemplateProperties;
    const name = TemplateName ?? physicalName(resource, 64);
    register(name, { subject: SubjectPart, text: TextPart, html: HtmlPart });
    return { ref: name, attributes: { Id: name } };
  },
});
