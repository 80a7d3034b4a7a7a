/** Something the person who deploys can mend: printed as it is, without a stack trace. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
