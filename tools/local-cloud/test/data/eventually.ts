import { waitUntil } from '#libs/testing';

/** Retries an assertion until it passes; after the timeout, throws its last error. */
export async function eventually(assertion: () => void | Promise<void>, withinMs = 30_000): Promise<void> {
  await waitUntil(async () => {
    await assertion();
    return true;
  }, withinMs);
}
