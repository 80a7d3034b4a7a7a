import type { CallEndpoint } from '../../contract/aws-request.ts';
import type { CallMessage } from './runtime-messages.ts';

/** Answers the calls to the AWS endpoint that a thread sends as messages. */
export interface CallAnswers {
  begin(call: CallMessage): void;
  /** The caller no longer waits for the answer of a call. */
  abandon(id: number): void;
  /** The thread ended: no call has a caller. */
  abandonAll(): void;
}

/**
 * @param callEndpoint answers a call; it rejects if the connection of the caller would end without an answer
 * @param post sends a message to the thread
 */
export function createCallAnswers(callEndpoint: CallEndpoint, post: (message: object) => void): CallAnswers {
  const disconnects = new Map<number, () => void>();

  async function answer({ id, method, path, headers, body }: CallMessage): Promise<void> {
    const disconnected = new Promise<void>((resolve) => disconnects.set(id, resolve));
    try {
      const response = await callEndpoint({ method, path, headers, body: toBuffer(body) }, disconnected);
      const bytes = new Uint8Array(
        typeof response.body === 'string' ? Buffer.from(response.body) : response.body,
      );
      const contentLength = (method === 'HEAD' && response.headers['content-length']) || String(bytes.length);
      post({
        type: 'answer',
        id,
        status: response.status,
        headers: { ...response.headers, 'content-length': contentLength },
        body: method === 'HEAD' ? new Uint8Array() : bytes,
      });
    } catch {
      post({ type: 'answer', id, isLost: true });
    } finally {
      abandon(id);
    }
  }

  function abandon(id: number): void {
    disconnects.get(id)?.();
    disconnects.delete(id);
  }

  return {
    begin: (call) => void answer(call),
    abandon,
    abandonAll() {
      for (const id of disconnects.keys()) abandon(id);
    },
  };
}

const toBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
