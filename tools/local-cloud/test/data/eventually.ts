/** Waits until an assertion holds, and fails with what it says if it never does. */
export async function eventually(assertion: () => void | Promise<void>, withinMs = 30_000): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
