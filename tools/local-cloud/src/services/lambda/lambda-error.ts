/** An error of the Lambda API, as the SDK receives it. */
export class LambdaError extends Error {
  override readonly name: string;
  readonly status: number;

  constructor(name: string, status: number, message: string) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

export const functionNotFound = (functionArn: string): LambdaError =>
  new LambdaError('ResourceNotFoundException', 404, `Function not found: ${functionArn}`);

export const tooManyRequests = (): LambdaError =>
  new LambdaError('TooManyRequestsException', 429, 'Rate Exceeded.');
