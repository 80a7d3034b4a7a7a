import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { developer } from '../../contract/principal.ts';
import { createEmailService } from './email-service.ts';

let outboxFolder: string;
beforeEach(() => {
  outboxFolder = mkdtempSync(join(tmpdir(), 'outbox-'));
});
afterEach(() => rmSync(outboxFolder, { recursive: true, force: true }));

const noon = new Date('2030-01-01T12:00:00.000Z');

function emailService() {
  const service = createEmailService({ outboxFolder, log: () => {}, now: () => noon });
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
      const answer = await service.handle!({
        signingName: 'ses',
        operation: undefined,
        method: 'POST',
        path,
        headers: {},
        body: Buffer.from(JSON.stringify(body)),
        principal: developer,
      });
      return JSON.parse(answer.body.toString()) as { MessageId: string };
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
const fileEndingIn = (ending: string): string => {
  const name = readdirSync(outboxFolder).find((file) => file.endsWith(ending));
  return readFileSync(join(outboxFolder, name as string), 'utf8');
};

describe('SendEmail', () => {
  it('puts the message into the outbox in three forms', async () => {
    const { MessageId } = await emailService().send(simple());
    expect(fileEndingIn('.txt')).toBe('Thank you');
    expect(fileEndingIn('.html')).toBe('<p>Thank you</p>');
    const message = fileEndingIn('.eml');
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

  it('lets no subject begin another header, and writes other letters as RFC 2047 says', async () => {
    await emailService().send(simple(undefined, 'Grüße\r\nBcc: eve@example.org'));
    const subject = /^Subject: =\?utf-8\?B\?(.+)\?=\r$/m.exec(fileEndingIn('.eml'))?.[1] ?? '';
    expect(Buffer.from(subject, 'base64').toString()).toBe('Grüße Bcc: eve@example.org');
    expect(fileEndingIn('.eml')).not.toMatch(/^Bcc:/m);
  });

  it('fills a deployed template in, and escapes for HTML', async () => {
    const email = emailService();
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
    expect(fileEndingIn('.txt')).toBe('Dear <Ada>');
    expect(fileEndingIn('.html')).toBe('<p>&lt;Ada&gt;</p>');
    await expect(email.send(request({ orderId: 'ord_1' }))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  it('refuses a sender that no identity covers, once there are identities', async () => {
    const email = emailService();
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
  ])('refuses %s', async (_case, request, name) => {
    await expect(emailService().send(request)).rejects.toMatchObject({ name });
    expect(readdirSync(outboxFolder)).toEqual([]);
  });

  it('names an operation that it does not have', async () => {
    await expect(emailService().send({}, '/v2/email/identities')).rejects.toThrow(
      'POST /v2/email/identities',
    );
  });
});
