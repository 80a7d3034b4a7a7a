import type { Recorder } from '../../contract/recorder.ts';
import type { OutboundRequest } from './runtime-messages.ts';

/** Records an HTTP request of a function to another system, after its end. @param trace the trace header of the invocation */
export function recordOutboundRequest(recorder: Recorder, request: OutboundRequest, trace: string): void {
  const { method, origin, startedAt, status, error } = request;
  const span = recorder.start({ kind: 'call', name: `${method} ${origin}`, causes: [trace], startedAt });
  const isFailure = error !== undefined || (status ?? 0) >= 500;
  span.end({
    status: isFailure ? 'error' : 'ok',
    ...(isFailure && { error: error ?? { type: String(status), message: 'The other system failed.' } }),
    attributes: { isOutbound: true, method, ...(status !== undefined && { httpStatus: status }) },
  });
}
