// cspell:ignore müller mller -- an internationalized domain and its Punycode
import { describe, expect, it } from '@jest/globals';
import { AwsError, type SesClient } from '#libs/aws';
import { sesMailer } from './ses-mailer.ts';

const email = { to: 'ada@example.com', subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };
/** A client whose calls all end the same way. */
const clientThat = (end: () => object) => {
  const inputs: unknown[] = [];
  const client: SesClient = {
    async sendEmail(input) {
      inputs.push(input);
      return end();
    },
  };
  return { client, inputs };
};
const settings = { sender: 'Tradewind <orders@example.com>', configurationSet: 'set' };
const failing = (error: Error) =>
  sesMailer(
    settings,
    clientThat(() => {
      throw error;
    }).client,
  ).send(email);
const rejection = (name: string, message: string, status = 400) =>
  new AwsError({ name, message }, { status, requestId: undefined });

describe('sesMailer', () => {
  it('sends the subject, the text and the HTML', async () => {
    const { client, inputs } = clientThat(() => ({ MessageId: 'ses-1' }));
    expect(await sesMailer(settings, client).send(email)).toBe('ses-1');
    expect(inputs).toMatchObject([
      {
        FromEmailAddress: settings.sender,
        ConfigurationSetName: 'set',
        Destination: { ToAddresses: ['ada@example.com'] },
        Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Html: { Data: '<p>Hello</p>' } } } },
      },
    ]);
  });

  it('sends to an international domain in Punycode', async () => {
    const { client, inputs } = clientThat(() => ({ MessageId: 'ses-1' }));
    await sesMailer(settings, client).send({ ...email, to: 'info@müller.de' });
    expect(inputs).toMatchObject([{ Destination: { ToAddresses: ['info@xn--mller-kva.de'] } }]);
  });

  it.each([
    rejection('BadRequestException', "Missing final '@domain'"),
    rejection('MessageRejected', 'Email body contains a virus.'),
  ])('reports a permanent rejection: %s', async (error) => {
    await expect(failing(error)).rejects.toMatchObject({ code: 'email.rejected', cause: error });
  });

  it.each([
    rejection('TooManyRequestsException', 'Maximum sending rate exceeded.', 429),
    rejection('MessageRejected', 'Email address is not verified.'),
    new Error('socket hang up'),
  ])('throws a transient error: %s', async (error) => {
    await expect(failing(error)).rejects.toBe(error);
  });
});
