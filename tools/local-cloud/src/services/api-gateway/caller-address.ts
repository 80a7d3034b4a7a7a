import type { IncomingMessage } from 'node:http';

/** The IP address of the caller. An IPv4 address that Node.js maps to IPv6 is converted back. */
export const callerAddress = ({ socket }: IncomingMessage): string =>
  (socket.remoteAddress ?? '127.0.0.1').replace('::ffff:', '');
