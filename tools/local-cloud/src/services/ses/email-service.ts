import type { LocalService, ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { AwsError, unknownOperation } from '../../contract/aws-error.ts';
import { createOutbox } from './outbox.ts';
import { messageOf } from './send-email.ts';
import type { SendEmailRequest } from './send-email.ts';
import type { EmailTemplate } from './template.ts';

interface Dependencies {
  /** Each message becomes files in this folder. */
  readonly outboxFolder: string;
  readonly log: (line: string) => void;
  readonly now?: () => Date;
}

/** SES: SendEmail of API version 2, into a folder instead of the world. */
export function createEmailService({
  outboxFolder,
  log,
  now = () => new Date(),
}: Dependencies): LocalService {
  const identities = new Set<string>();
  const configurationSets = new Set<string>();
  const templates = new Map<string, EmailTemplate>();
  const outbox = createOutbox(outboxFolder);

  function send(request: SendEmailRequest): { MessageId: string } {
    const message = messageOf(request, { identities, configurationSets, templates }, now());
    const path = outbox.put(message);
    log(`email: '${message.subject}' to ${message.to.join(', ')}: ${path}.eml`);
    return { MessageId: message.messageId };
  }

  return {
    name: 'email',
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
      const answer = send(parsed(body.toString()));
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
    },
  };
}

function parsed(body: string): SendEmailRequest {
  try {
    return JSON.parse(body) as SendEmailRequest;
  } catch {
    throw new AwsError('BadRequestException', 'The body of the request is not JSON.');
  }
}

const NOT_LOCAL = 'local messages go to a folder';

const emailIdentity = (declare: (identity: string) => void): ResourceProvider => ({
  honors: ['EmailIdentity'],
  ignores: {
    DkimAttributes: NOT_LOCAL,
    DkimSigningAttributes: NOT_LOCAL,
    MailFromAttributes: NOT_LOCAL,
    FeedbackAttributes: NOT_LOCAL,
    ConfigurationSetAttributes: NOT_LOCAL,
    Tags: NOT_LOCAL,
  },
  async deploy({ properties }) {
    const identity = String(properties['EmailIdentity']);
    declare(identity.toLowerCase());
    return { ref: identity, attributes: { EmailIdentityArn: arn('ses', `identity/${identity}`) } };
  },
});

const configurationSet = (declare: (name: string) => void): ResourceProvider => ({
  honors: ['Name'],
  ignores: {
    DeliveryOptions: NOT_LOCAL,
    ReputationOptions: NOT_LOCAL,
    SendingOptions: NOT_LOCAL,
    SuppressionOptions: NOT_LOCAL,
    TrackingOptions: NOT_LOCAL,
    VdmOptions: NOT_LOCAL,
    Tags: NOT_LOCAL,
  },
  async deploy(resource) {
    const name = String(resource.properties['Name'] ?? physicalName(resource, 64));
    declare(name);
    return { ref: name };
  },
});

interface TemplateProperties {
  readonly TemplateName?: string;
  readonly SubjectPart: string;
  readonly TextPart?: string;
  readonly HtmlPart?: string;
}

const emailTemplate = (declare: (name: string, template: EmailTemplate) => void): ResourceProvider => ({
  honors: ['Template'],
  async deploy(resource) {
    const { TemplateName, SubjectPart, TextPart, HtmlPart } = resource.properties[
      'Template'
    ] as TemplateProperties;
    const name = TemplateName ?? physicalName(resource, 64);
    declare(name, { subject: SubjectPart, text: TextPart, html: HtmlPart });
    return { ref: name, attributes: { Id: name } };
  },
});
