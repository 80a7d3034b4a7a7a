import { describe, expect, it } from '@jest/globals';
import { findRefusal, ReleaseStock } from '#libs/contracts';
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
    expect(await handler(command, context)).toEqual({ released: command.orderId });
  });

  it('throws a refusal that a state machine can read when a retry does not fix the error', async () => {
    const refuse = throwing(new AppError('conflict', 'stock.insufficient', { detail: 'Only 3.' }));
    const error = await refuse(command, context).catch((thrown: unknown) => thrown);
    const { name, message } = error as Error;
    const Cause = JSON.stringify({ errorType: name, errorMessage: message });
    expect(findRefusal({ Error: name, Cause })).toEqual({ code: 'stock.insufficient', detail: 'Only 3.' });
  });

  it('is no refusal for other errors', () => {
    expect(findRefusal({ Error: 'stock.busy', Cause: '{}' })).toBeUndefined();
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
