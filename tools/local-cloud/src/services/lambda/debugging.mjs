/** Opens the inspector of an execution environment. It is plain JavaScript, because it runs there (`runtime.mjs`). */
import inspector from 'node:inspector';

// The previous environment of the function may still hold the port.
const ATTEMPTS = 50;
const PAUSE_MILLIS = 100;

/** @param port  a debugger connects to it on 127.0.0.1 */
export function openInspector(port) {
  for (let attempt = 0; attempt < ATTEMPTS && inspector.url() === undefined; attempt += 1) {
    if (attempt > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLIS);
    try {
      inspector.open(port, '127.0.0.1');
    } catch {
      // The port is taken.
    }
  }
}
