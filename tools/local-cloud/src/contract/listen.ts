import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The message names the port and the environment variable that chooses another. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

interface Listener {
  /** 0 for any free port. */
  readonly port: number;
  /** The environment variable that sets the port: `CLOUD_PORT`. */
  readonly variable: string;
}

/**
 * Listens on 127.0.0.1.
 * @returns the port
 * @throws PortTaken
 */
export async function listen(server: Server, { port, variable }: Listener): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken({ port, variable }) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** @returns the error for a port that another program uses */
export const portTaken = ({ port, variable }: Listener): PortTaken =>
  new PortTaken(
    `Port ${port} is already in use. Stop the program that uses it, or choose another port: ${variable}=${port + 10} npm start`,
  );
