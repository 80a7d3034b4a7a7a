/** The state cannot be read: the message names the folder and how to start over. */
export class CorruptState extends Error {
  override readonly name = 'CorruptState';
  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(
      `The state in ${folder} cannot be read: ${reason}. Start over with a fresh state: npm start -- --fresh`,
      options,
    );
  }
}
