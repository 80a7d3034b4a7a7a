import { createServer } from 'node:http';
import inspector from 'node:inspector';
import type { Debugging } from '../../contract/debugging.ts';
import { listen } from '../../contract/listen.ts';

/**
 * Opens the inspector of this process for a debugger that attaches to threads too, unless a function is chosen, whose
 * environment opens its own.
 * @throws PortTaken
 */
export async function openDebugger({ functionName, port }: Debugging): Promise<void> {
  // The inspector itself would only print that the port is taken.
  const probe = createServer();
  await listen(probe, { port, variable: 'INSPECT_PORT' });
  await new Promise((resolve) => probe.close(resolve));
  if (functionName === undefined) inspector.open(port, '127.0.0.1');
}
