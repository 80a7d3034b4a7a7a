import type { OutboundRequest } from './runtime-messages.ts';

export function reportOutboundRequests(
  awsEndpoint: string | undefined,
  report: (request: OutboundRequest) => void,
): void;
