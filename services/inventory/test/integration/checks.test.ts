import { describe, expect, it } from '@jest/globals';
import { findRefusal } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

const cloud = runningCloud();
const lambda = new LambdaClient(cloud.clientConfig);

async function command(name: string, fields: object = {}) {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: await cloud.parameter(`/tradewind/local/inventory/${name}-arn`),
      Payload: JSON.stringify({ ...fields, correlationId: 'checks' }),
    }),
  );
  const text = new TextDecoder().decode(Payload);
  const result = JSON.parse(text);
  const refusal = FunctionError && findRefusal({ Error: result.errorType, Cause: text });
  return { FunctionError, result, ...(refusal && { refusal }) };
}
const seededProduct = (number: number) => `prd_${String(number).padStart(36, '0')}`;

describe('the commands for checks', () => {
  it('list reservations', async () => {
    const [orderId, productId] = [newId('ord'), seededProduct(31)];
    const lineItems = [{ productId, quantity: 1 }];
    const reserve = () => command('reserve-stock', { orderId, lineItems });
    await reserve();
    expect(await reserve()).toEqual({ result: {} });
    expect(await command('list-reservations', { orderIds: [orderId] })).toMatchObject({
      result: { reservations: [{ orderId, status: 'reserved', lineItems }] },
    });
    const page = await command('list-reservations');
    expect(page.result.reservations.length).toBeGreaterThan(0);
    await command('release-stock', { orderId });
    expect(await reserve()).toMatchObject({ refusal: { code: 'reservation.released' } });
    const { refusal } = await command('list-reservations', { cursor: 'bm90IGpzb24' });
    expect(refusal).toMatchObject({ code: 'page.cursor-invalid' });
  });

  it('find no mismatch in the seeded stock', async () => {
    const { FunctionError, result } = await command('check-stock');
    expect(FunctionError).toBeUndefined();
    expect(result.checkedProducts).toBeGreaterThanOrEqual(200);
    const seeded = (finding: { productId: string }) => finding.productId.startsWith('prd_00000000000000');
    expect(result.findings.filter(seeded)).toEqual([]);
  });
});
