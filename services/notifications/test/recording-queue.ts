import type { MessageQueue } from '#libs/gateways';

/** A queue that remembers what was sent to it. */
export function recordingQueue<T>(): MessageQueue<T> & { readonly messages: T[] } {
  const messages: T[] = [];
  return { messages, send: async (message) => void messages.push(message) };
}
