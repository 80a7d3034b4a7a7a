import { AppError } from '#libs/errors';
import type { EncryptionKey } from '#libs/gateways';

/** An {@link EncryptionKey} that conceals texts but does not protect them. It checks the context as KMS does. */
export const inMemoryEncryptionKey = (): EncryptionKey => ({
  encrypt: async (text, context) => Buffer.from(JSON.stringify({ text, context })).toString('base64'),
  async decrypt(ciphertext, context) {
    const sealed = parse(Buffer.from(ciphertext, 'base64').toString());
    if (JSON.stringify(sealed?.context) !== JSON.stringify(context))
      throw new AppError('invalid', 'ciphertext.invalid');
    return sealed!.text;
  },
});

function parse(text: string): { text: string; context: unknown } | undefined {
  try {
    return JSON.parse(text) as { text: string; context: unknown };
  } catch {
    return undefined;
  }
}
