import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Invokes a function and waits for its response; `error` is the error type of Lambda, such as `Unhandled`. */
export type InvokeFunction = (
  functionArn: string,
  event: unknown,
) => Promise<{ readonly answer: unknown; readonly error: string | undefined }>;

/** Functions of AWS Lambda. */
export const lambdaFunctions =
  (client: LambdaClient): InvokeFunction =>
  async (functionArn, event) => {
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({ FunctionName: functionArn, Payload: Buffer.from(JSON.stringify(event)) }),
    );
    const text = Payload === undefined ? '' : Buffer.from(Payload).toString();
    return { answer: text === '' ? null : (JSON.parse(text) as unknown), error: FunctionError };
  };
