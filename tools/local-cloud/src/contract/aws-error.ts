/** An error of an AWS API. The endpoint writes it in the protocol of the service that throws it. */
export class AwsError extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** The error for an operation that the local cloud does not support. */
export const unknownOperation = (service: string, operation: string | undefined): AwsError =>
  new AwsError(
    'UnknownOperationException',
    `${service} has no operation ${operation ?? '(none named)'} in the local cloud.`,
  );
