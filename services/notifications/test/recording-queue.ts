import type { MessageQueue } from '#libs/gateways';

/** A queue that records the messages that were sent to it. */
export function recordingQueue<T>(): MessageQueue<T> & { readonly messages: T[] } {
  const messages: T[] = [];
  return { messages, send: async (message) => void messages.push(message) };
}
