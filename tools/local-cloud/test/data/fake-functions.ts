import type { FunctionInvoker, InvocationResult } from '../../src/contract/function-invoker.ts';

type Handler = (event: never) => unknown;

/** Functions implemented as callbacks; a thrown error becomes a function error, as in Lambda. */
export class FakeFunctions implements FunctionInvoker {
  readonly #handlers = new Map<string, Handler>();

  define(name: string, handler: Handler): void {
    this.#handlers.set(name, handler);
  }

  async invoke(functionArnOrName: string, event: unknown): Promise<InvocationResult> {
    const handler = this.#handlers.get(functionArnOrName.split(':').at(-1) ?? '');
    if (handler === undefined) {
      throw Object.assign(new Error(`Function not found: ${functionArnOrName}`), {
        name: 'ResourceNotFoundException',
      });
    }
    try {
      // Lambda passes events as JSON.
      const result = await handler(JSON.parse(JSON.stringify(event)) as never);
      return { payload: JSON.stringify(result ?? null) };
    } catch (error) {
      const { name, message } = error as Error;
      return {
        payload: JSON.stringify({ errorType: name, errorMessage: message }),
        functionError: 'Unhandled',
      };
    }
  }

  async invokeAsync(functionArnOrName: string, event: unknown): Promise<void> {
    await this.invoke(functionArnOrName, event);
  }
}

export const functionArn = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
