import { describe, expect, it } from '@jest/globals';
import { ReleaseStock } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import type { Context } from 'aws-lambda';
import { commandHandler } from './command-handler.ts';

const context = { awsRequestId: 'req-1' } as Context;
const command = { orderId: newId('ord'), correlationId: 'c-1' };
const throwing = (error: Error) =>
  commandHandler(ReleaseStock, async () => {
    throw error;
  });

describe('commandHandler', () => {
  it('returns the result of a completed command', async () => {
    const handler = commandHandler(ReleaseStock, async ({ orderId }) => ({ released: orderId }));
    expect(await handler(command, context)).toEqual({ outcome: 'done', released: command.orderId });
  });

  it('returns a refusal when a retry does not fix the error', async () => {
    const refused = throwing(new AppError('conflict', 'stock.insufficient', { detail: 'Only 3.' }));
    expect(await refused(command, context)).toEqual({
      outcome: 'refused',
      code: 'stock.insufficient',
      detail: 'Only 3.',
    });
  });

  it('throws a retryable error named by its code', async () => {
    const unavailable = throwing(new AppError('unavailable', 'payment.provider-down'));
    await expect(unavailable(command, context)).rejects.toMatchObject({ name: 'payment.provider-down' });
  });

  it('throws unexpected errors and contract violations', async () => {
    await expect(throwing(new TypeError('oops'))(command, context)).rejects.toThrow('oops');
    const done = commandHandler(ReleaseStock, async () => {});
    await expect(done({ ...command, orderId: 'x' }, context)).rejects.toThrow(
      'Invalid ReleaseStock command (version 1): /orderId',
    );
  });
});
