/** An error of an AWS API: a service throws it, and the endpoint writes it the way the service's protocol does. */
export class AwsError extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** What a service answers to an operation that it does not have locally: never a silent success. */
export const unknownOperation = (service: string, operation: string | undefined): AwsError =>
  new AwsError(
    'UnknownOperationException',
    `${service} has no operation ${operation ?? '(none named)'} in the local cloud.`,
  );
