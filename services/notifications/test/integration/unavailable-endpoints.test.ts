import { DeleteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runningCloud, waitUntil } from '#libs/testing';
import { emailsTo } from '../outbox-folder.ts';
import { webhookReceiver } from '../webhook-receiver.ts';

const cloud = runningCloud();
const as = 'customer';
const cleanUp: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(cleanUp.map((each) => each())));

/** Other tests send emails to the same address, which has a limit per hour. */
async function resetLimits(): Promise<void> {
  const client = new DynamoDBClient(cloud.clientConfig);
  const TableName = await cloud.ref('notifications', 'LimitsTable');
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    for (const { id } of Items) await client.send(new DeleteItemCommand({ TableName, Key: { id: id! } }));
}

describe('the owner of an endpoint', () => {
  it('receives one email when the endpoint is disabled', async () => {
    await resetLimits();
    const receiver = await webhookReceiver();
    cleanUp.push(receiver.stop);
    receiver.answerWith(410);
    const input = { url: receiver.url, eventTypes: ['order.placed'] };
    const { body } = await cloud.call('POST', '/notifications/endpoints', { as, body: input });
    const path = `/notifications/endpoints/${body.endpointId}`;
    cleanUp.push(() => cloud.call('DELETE', path, { as }));

    const { email } = (await cloud.call('GET', '/identity/me', { as })).body;
    const findEmails = async () =>
      (await emailsTo(email)).filter(({ text }) => text.includes(body.endpointId as string));
    for (let time = 1; time <= 2; time++) {
      await cloud.call('POST', `${path}/enable`, { as });
      await cloud.call('POST', `${path}/test`, { as });
      await waitUntil(async () => (await findEmails())[0]);
      await cloud.settled();
    }
    const emails = await findEmails();
    expect(emails).toHaveLength(1);
    expect(emails[0]?.message).toContain('Subject: Your webhook endpoint was disabled\r\n');
    expect(emails[0]?.text).toContain(receiver.url);
  });
});
