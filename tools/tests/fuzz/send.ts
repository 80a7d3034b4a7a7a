import { request } from 'node:http';
import type { RunningCloud } from '#libs/testing';
import type { FuzzRequest } from './requests.ts';

/** Sends a request. @returns the status; rejects when the connection ends without one */
export type Send = (request: FuzzRequest) => Promise<number>;

/**
 * Creates a sender. Each request comes from another loopback address where the system has them (Linux), because the rate
 * rules of the web ACL would otherwise answer most requests.
 */
export function sender({ apiUrl, token }: Pick<RunningCloud, 'apiUrl' | 'token'>): Send {
  const { hostname, port } = new URL(apiUrl);
  let sent = 0;
  return async ({ method, path, as, headers, body }) => {
    const authorization = as && { Authorization: `Bearer ${await token(as)}` };
    sent += 1;
    const localAddress = `127.${1 + (sent >> 16)}.${(sent >> 8) & 255}.${sent & 255}`;
    const options = {
      hostname: hostname === 'localhost' ? '127.0.0.1' : hostname,
      port,
      method,
      path,
      agent: false as const,
      headers: { ...headers, ...authorization },
      ...(process.platform === 'linux' && { localAddress }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };
}
