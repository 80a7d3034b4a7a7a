import type { CheckStock, CommandOf, ListReservations, ReservationPage, StockCheck } from '#libs/contracts';
import { correlationId } from '#libs/logging';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Inventory } from './inventory.ts';

interface Functions {
  readonly listReservations: string;
  readonly checkStock: string;
}

const sharedClient = new LambdaClient({
  maxAttempts: 5,
  // The maximum timeout of a Lambda function. https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 900_000, throwOnRequestTimeout: true },
});

type Uncorrelated<Command> = Omit<Command, 'correlationId'>;

/** Invokes the Lambda functions of inventory. An error fails the task, and another task retries. */
export function lambdaInventory(functions: Functions, client: LambdaClient = sharedClient): Inventory {
  async function call<Result extends object>(FunctionName: string, command: object, signal?: AbortSignal) {
    const Payload = JSON.stringify({ ...command, correlationId: correlationId() });
    const answer = await client
      .send(new InvokeCommand({ FunctionName, Payload }), signal && { abortSignal: signal })
      .catch((error: unknown) => {
        signal?.throwIfAborted();
        throw error;
      });
    const text = answer.Payload?.transformToString() ?? '';
    if (answer.FunctionError !== undefined) throw new Error(`${FunctionName} failed: ${text}`);
    return JSON.parse(text) as Result;
  }
  const list = (command: Uncorrelated<CommandOf<typeof ListReservations>>) =>
    call<ReservationPage>(functions.listReservations, command);

  return {
    listReservations: (cursor) => list(cursor === undefined ? {} : { cursor }),
    findReservations: async (orderIds) => (await list({ orderIds: [...orderIds] })).reservations,
    checkStock(signal) {
      const command: Uncorrelated<CommandOf<typeof CheckStock>> = {};
      return call<StockCheck>(functions.checkStock, command, signal);
    },
  };
}
