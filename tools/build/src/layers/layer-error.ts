/** A layer cannot be built as it is declared: the message says what to do, and needs no stack trace. */
export class LayerError extends Error {
  override readonly name = 'LayerError';
}
