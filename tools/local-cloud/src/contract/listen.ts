import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The message says which port, and which variable chooses another. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

interface Place {
  /** 0 for any free port. */
  readonly port: number;
  /** The environment variable that chooses the port: `CLOUD_PORT`. */
  readonly variable: string;
}

/**
 * Listens on this machine only.
 * @returns the port
 * @throws PortTaken
 */
export async function listen(server: Server, { port, variable }: Place): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken({ port, variable }) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** @returns the error for a port that another program has */
export const portTaken = ({ port, variable }: Place): PortTaken =>
  new PortTaken(
    `Port ${port} is taken. End what listens there, or choose another port: ${variable}=${port + 10} npm start`,
  );
