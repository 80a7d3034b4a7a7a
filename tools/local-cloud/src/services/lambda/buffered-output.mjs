/**
 * The output of an execution environment, which goes to the parent with the result of the invocation, or at the end of the
 * turn of the event loop: a message per line would cost both threads more than the line. Until then, the text is also in
 * memory that both share, so that the last lines before an endless loop are not lost.
 */

/** More text is sent at once. */
const BYTES = 16 * 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @returns the memory that an environment and its parent share */
export const newSharedOutput = () => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT + BYTES);

const lengthIn = (shared) => new Int32Array(shared, 0, 1);
const bytesIn = (shared) => new Uint8Array(shared, Int32Array.BYTES_PER_ELEMENT);

/**
 * @param {SharedArrayBuffer} shared
 * @param {(text: string) => void} send sends text to the parent
 */
export function bufferOutput(shared, send) {
  const [length, bytes] = [lengthIn(shared), bytesIn(shared)];
  let text = '';
  let used = 0;

  /** Text that the parent has already taken is not sent as well. */
  const take = () => {
    const taken = Atomics.exchange(length, 0, 0) === 0 ? '' : text;
    text = '';
    used = 0;
    return taken;
  };
  const flush = () => {
    const taken = take();
    if (taken !== '') send(taken);
  };
  return {
    add(added) {
      const { read, written } = encoder.encodeInto(added, bytes.subarray(used));
      if (read < added.length) {
        flush();
        return send(added);
      }
      if (text === '') setImmediate(flush);
      text += added;
      used += written;
      Atomics.store(length, 0, used);
    },
    take,
    flush,
  };
}

/** Takes the text that an environment has not sent, because it was stopped. */
export function takeUnsent(shared) {
  const length = Atomics.exchange(lengthIn(shared), 0, 0);
  // A decoder does not read shared memory.
  return decoder.decode(bytesIn(shared).slice(0, length));
}
