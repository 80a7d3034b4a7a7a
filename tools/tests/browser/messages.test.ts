import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { expectAccessible } from './harness/accessibility.ts';
import { useBrowser } from './harness/browser.ts';
import { compareScreenshot } from './harness/screenshot.ts';
import { testedSystem } from './harness/system.ts';

const browser = useBrowser();
const sqs = new SQSClient({
  endpoint: testedSystem().endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

let urls: readonly string[] = [];
const queueUrl = (name: string) => urls.find((url) => url.includes(`-local-${name}-`)) ?? '';
const pathOf = (name: string) => `/messages/queues/${queueUrl(name).split('/').at(-1)}`;
const attribute = async (
  name: string,
  attributeName: 'VisibilityTimeout' | 'ApproximateNumberOfMessages',
) => {
  const input = { QueueUrl: queueUrl(name), AttributeNames: [attributeName] };
  return (await sqs.send(new GetQueueAttributesCommand(input))).Attributes?.[attributeName] ?? '';
};
const setVisibilityTimeout = (name: string, VisibilityTimeout: string) =>
  sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl(name), Attributes: { VisibilityTimeout } }));

beforeAll(async () => {
  urls = (await sqs.send(new ListQueuesCommand({ MaxResults: 1000 }))).QueueUrls ?? [];
});
afterAll(() => sqs.destroy());

describe('dead letters', () => {
  it('show the reason of their failure', async () => {
    const before = await attribute('ProductProjectionsQueue', 'VisibilityTimeout');
    // All attempts within seconds.
    await setVisibilityTimeout('ProductProjectionsQueue', '1');
    const body = {
      type: 'ProductChanged',
      version: 1,
      subject: 'browser-test',
      correlationId: 'browser-test',
    };
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl('ProductProjectionsQueue'),
        MessageBody: JSON.stringify(body),
      }),
    );
    const page = await browser.open(pathOf('ProductProjectionsDeadLetterQueue'));
    const row = page.getByRole('row').filter({ hasText: 'Invalid ProductChanged event' });
    await row.waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    await compareScreenshot(page, 'console-messages');
    await row.click();
    await page
      .getByText(/must have required property 'id'/)
      .first()
      .waitFor();
    await page.getByText(/update-product-projections · attempt 5/).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close' }).click();

    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Delete 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    expect(await attribute('ProductProjectionsDeadLetterQueue', 'ApproximateNumberOfMessages')).toBe('0');
    await setVisibilityTimeout('ProductProjectionsQueue', before);
  });

  it('are processed after a redrive', async () => {
    const page = await browser.open(pathOf('ProductProjectionsDeadLetterQueue'));
    await page.getByRole('button', { name: 'Send a test message' }).click();
    const dialog = page.getByRole('dialog', { name: /Send to/ });
    await dialog.getByLabel('Example').click();
    await page.getByRole('option', { name: /ProductChanged/ }).click();
    await dialog.getByRole('button', { name: 'Send' }).click();
    const row = page.getByRole('row').filter({ hasText: 'ProductChanged' });
    await row.waitFor();

    await page.getByRole('button', { name: 'Redrive all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Redrive all' }).click();
    await page.getByText('1 message moved.').waitFor();
    await row.waitFor({ state: 'detached' });
    expect(await attribute('ProductProjectionsDeadLetterQueue', 'ApproximateNumberOfMessages')).toBe('0');
    await expect(hasDrained('ProductProjectionsQueue')).resolves.toBe(true);
  });
});

/** Whether the function consumed all messages of a queue; dead letters would have stayed. */
const hasDrained = (name: string): Promise<true> =>
  waitUntil(async () => (await attribute(name, 'ApproximateNumberOfMessages')) === '0');

describe('the message pages', () => {
  it('list all queues', async () => {
    const page = await browser.open('/messages');
    await page.getByRole('table', { name: 'Queues' }).getByText('EventsQueue').first().waitFor();
    await expectAccessible(page);
  });

  it('publish an example event to a topic', async () => {
    const page = await browser.open('/messages/topics');
    await page.getByRole('link', { name: 'OrdersTopic' }).click();
    await page
      .getByRole('table', { name: 'Subscriptions' })
      .getByText(/OrderPlaced/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Publish a test event' }).click();
    await page.getByLabel('Message', { exact: true }).waitFor();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toMatch(/"source": "orders"/);
    await expectAccessible(page);
  });

  it('show sent emails and webhooks', async () => {
    const emails = await browser.open('/messages/emails');
    await emails.getByText(/No emails yet|Rendered/).waitFor();
    await expectAccessible(emails);
    const webhooks = await browser.open('/messages/webhooks');
    await webhooks.getByRole('table', { name: 'Webhook deliveries' }).waitFor();
    await expectAccessible(webhooks);
  });
});
