import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import { createSesService } from './ses-service.ts';

let outboxFolder: string;
beforeEach(() => {
  outboxFolder = mkdtempSync(join(tmpdir(), 'outbox-'));
});
afterEach(() => rmSync(outboxFolder, { recursive: true, force: true }));

const noon = new Date('2030-01-01T12:00:00.000Z');

function createService() {
  const service = createSesService({ outboxFolder, log: () => {}, now: () => noon });
  return {
    deploy: async (type: string, properties: Record<string, unknown>) =>
      service.resources[type]!.deploy({
        service: 'notifications',
        serviceFolder: '/services/notifications',
        stackName: 'notifications-local',
        logicalId: 'Thing',
        type,
        properties,
      }),
    async send(body: unknown, path = '/v2/email/outbound-emails') {
      const response = await service.handle!({
        signingName: 'ses',
        operation: undefined,
        method: 'POST',
        path,
        headers: {},
        body: Buffer.from(JSON.stringify(body)),
        principal: developer,
      });
      return JSON.parse(response.body.toString()) as { MessageId: string };
    },
  };
}

const simple = (from = 'Tradewind <orders@example.com>', subject = 'Your order') => ({
  FromEmailAddress: from,
  Destination: { ToAddresses: ['Ada <ada@example.net>'] },
  Content: {
    Simple: {
      Subject: { Data: subject },
      Body: { Text: { Data: 'Thank you' }, Html: { Data: '<p>Thank you</p>' } },
    },
  },
});
const readFileWithExtension = (extension: string): string => {
  const name = readdirSync(outboxFolder).find((file) => file.endsWith(extension));
  return readFileSync(join(outboxFolder, name as string), 'utf8');
};

describe('SendEmail', () => {
  it('saves the message in the outbox as .eml, .txt and .html', async () => {
    const { MessageId } = await createService().send(simple());
    expect(readFileWithExtension('.txt')).toBe('Thank you');
    expect(readFileWithExtension('.html')).toBe('<p>Thank you</p>');
    const message = readFileWithExtension('.eml');
    expect(message).toContain(
      'From: Tradewind <orders@example.com>\r\nTo: Ada <ada@example.net>\r\nSubject: Your order\r\n',
    );
    expect(message).toContain(MessageId);
    expect(
      readdirSync(outboxFolder).every((file) =>
        file.startsWith('2030-01-01T12-00-00.000Z_ada@example.net_Your-order'),
      ),
    ).toBe(true);
  });

  it('removes line breaks from the subject and encodes non-ASCII characters as in RFC 2047', async () => {
    await createService().send(simple(undefined, 'Grüße\r\nBcc: eve@example.org'));
    const subject = /^Subject: =\?utf-8\?B\?(.+)\?=\r$/m.exec(readFileWithExtension('.eml'))?.[1] ?? '';
    expect(Buffer.from(subject, 'base64').toString()).toBe('Grüße Bcc: eve@example.org');
    expect(readFileWithExtension('.eml')).not.toMatch(/^Bcc:/m);
  });

  it('renders a deployed template and escapes HTML', async () => {
    const email = createService();
    await email.deploy('AWS::SES::Template', {
      Template: {
        TemplateName: 'placed',
        SubjectPart: 'Order {{orderId}}',
        TextPart: 'Dear {{customer.name}}',
        HtmlPart: '<p>{{customer.name}}</p>',
      },
    });
    const request = (data: unknown) => ({
      FromEmailAddress: 'orders@example.com',
      Destination: { ToAddresses: ['ada@example.net'] },
      Content: { Template: { TemplateName: 'placed', TemplateData: JSON.stringify(data) } },
    });
    await email.send(request({ orderId: 'ord_1', customer: { name: '<Ada>' } }));
    expect(readFileWithExtension('.txt')).toBe('Dear <Ada>');
    expect(readFileWithExtension('.html')).toBe('<p>&lt;Ada&gt;</p>');
    await expect(email.send(request({ orderId: 'ord_1' }))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  it('rejects a sender without a verified identity when identities are deployed', async () => {
    const email = createService();
    await email.deploy('AWS::SES::EmailIdentity', { EmailIdentity: 'example.com' });
    await expect(email.send(simple('eve@example.org'))).rejects.toMatchObject({ name: 'MessageRejected' });
    await email.send(simple('orders@mail.example.com'));
    expect(readdirSync(outboxFolder)).toHaveLength(3);
  });

  it.each([
    ['no recipient', { ...simple(), Destination: {} }, 'BadRequestException'],
    [
      'an address without a domain',
      { ...simple(), Destination: { ToAddresses: ['ada'] } },
      'BadRequestException',
    ],
    ['an unknown configuration set', { ...simple(), ConfigurationSetName: 'none' }, 'NotFoundException'],
    ['a raw message', { ...simple(), Content: { Raw: { Data: '' } } }, 'BadRequestException'],
  ])('rejects %s', async (_case, request, name) => {
    await expect(createService().send(request)).rejects.toMatchObject({ name });
    expect(readdirSync(outboxFolder)).toEqual([]);
  });

  it('names an unsupported operation', async () => {
    await expect(createService().send({}, '/v2/email/identities')).rejects.toThrow(
      'POST /v2/email/identities',
    );
  });
});
