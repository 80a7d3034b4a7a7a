import type { IncomingMessage, ServerResponse } from 'node:http';

export interface EventStream {
  /** Sends an event to all open pages. */
  send(name: string, data: unknown): void;
  /** Answers a request with the stream and keeps it open. */
  open(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Calls `start` when the first page opens, and the function that it returns when the last one is closed. */
  whileOpen(start: () => () => void): void;
  close(): void;
}

// Detects pages that are gone, and keeps proxies from ending an idle connection.
const HEARTBEAT_MILLIS = 15_000;
// A page that does not read: it reconnects and fetches everything again.
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) for all open pages. */
export function createEventStream(): EventStream {
  const open = new Set<ServerResponse>();
  const starts: (() => () => void)[] = [];
  let stops: (() => void)[] = [];
  const heartbeat = setInterval(() => broadcast(':\n\n'), HEARTBEAT_MILLIS);
  heartbeat.unref();

  function broadcast(text: string): void {
    for (const response of open) {
      if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
      else response.write(text);
    }
  }

  return {
    send(name, data) {
      if (open.size > 0) broadcast(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    open(_incoming, outgoing) {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      outgoing.write('retry: 1000\n\n');
      open.add(outgoing);
      if (open.size === 1) stops = starts.map((start) => start());
      outgoing.on('close', () => {
        open.delete(outgoing);
        if (open.size === 0) for (const stop of stops.splice(0)) stop();
      });
    },
    whileOpen(start) {
      starts.push(start);
      if (open.size > 0) stops.push(start());
    },
    close() {
      clearInterval(heartbeat);
      for (const response of open) response.end();
    },
  };
}
