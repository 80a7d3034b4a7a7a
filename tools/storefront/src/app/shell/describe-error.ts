import { SignInError, TradewindConnectionError, TradewindProblem } from '#libs/client';

/** An error as the shop shows it. */
export interface ErrorText {
  readonly title: string;
  readonly detail: string;
  /** Quote it when you report the problem. */
  readonly requestId?: string;
}

/** @returns what to show for an error of a call: title and detail of the problem, and the fields that it names */
export function describeError(error: unknown): ErrorText {
  if (error instanceof TradewindProblem) {
    const fields = error.errors.map(({ field, message }) => `${toFieldName(field)} ${message}.`);
    return {
      title: error.title,
      detail: [error.detail ?? error.code, ...fields].join(' '),
      ...(error.requestId !== undefined && { requestId: error.requestId }),
    };
  }
  if (error instanceof TradewindConnectionError)
    return { title: 'The shop does not respond', detail: 'Check the connection, then try again.' };
  if (error instanceof SignInError) return { title: 'Sign-in failed', detail: error.message };
  return { title: 'Something went wrong', detail: error instanceof Error ? error.message : String(error) };
}

/** `/body/shippingAddress/postalCode` is the field "Postal code". */
function toFieldName(pointer: string): string {
  const name = pointer.split('/').at(-1) || 'The request';
  const words = name.replaceAll(/[A-Z]/g, (upper) => ` ${upper.toLowerCase()}`);
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
}
