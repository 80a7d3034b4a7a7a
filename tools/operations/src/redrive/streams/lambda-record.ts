/** A record of the event that Lambda passes to a function. */
export type LambdaRecord = Readonly<Record<string, unknown>> & {
  readonly dynamodb: { readonly SequenceNumber: string };
};
