import type { request } from 'node:http';

export function sendEndpointRequests(options: {
  readonly endpoint: string;
  readonly post: (message: object) => void;
  readonly http?: { request: typeof request };
}): (answer: object) => void;
