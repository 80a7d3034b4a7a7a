/** A mistake in the service that is being built: its message is meant for the author, and needs no stack trace. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
