/** A refused call: the status, code and message of the console or of AWS. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Calls the console's API. With a body it is a POST.
 * @throws ConsoleError
 */
export async function request<Result>(path: string, body?: unknown): Promise<Result> {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const answer = (await response.json()) as Result & { code?: string; message?: string };
  if (response.ok) return answer;
  throw new ConsoleError(
    response.status,
    answer.code ?? 'console.failed',
    answer.message ?? response.statusText,
  );
}

/**
 * Calls an operation of AWS with the input of the SDK's command: `callAws('sqs', 'ListQueues')`.
 * @throws ConsoleError with the code of AWS
 */
export const callAws = <Result>(service: string, operation: string, input: object = {}): Promise<Result> =>
  request<Result>(`/api/aws/${service}/${operation}`, input);
