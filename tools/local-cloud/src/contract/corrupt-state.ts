/** The state folder cannot be used: the message says which, and how to start over. */
export class CorruptState extends Error {
  override readonly name = 'CorruptState';
  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(
      `The state in ${folder} cannot be read: ${reason}. To start over with a fresh state: npm start -- --fresh`,
      options,
    );
  }
}
