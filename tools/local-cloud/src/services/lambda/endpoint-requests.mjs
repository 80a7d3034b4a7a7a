/**
 * Sends the requests of a function to the AWS endpoint as messages to the parent thread, which has the endpoint. A request
 * through a socket costs both threads about three times as much. The endpoint treats both alike.
 *
 * It replaces `request` of node:http for requests to the endpoint that are described by an object. Requests by URL and those
 * of modules that imported the original function use a socket. It is plain JavaScript, because it runs in `runtime.mjs`.
 */
import { EventEmitter } from 'node:events';
import { Readable, Writable } from 'node:stream';

/**
 * @param {{ endpoint: string, post: (message: object) => void, http?: { request: Function } }} options `post` sends a message
 *   to the parent; `http` is the module whose `request` is replaced
 * @returns {(message: { id: number }) => void} what passes the parent's answers on
 */
export function sendEndpointRequests({ endpoint, post, http = process.getBuiltinModule('node:http') }) {
  const { hostname, port } = new URL(endpoint);
  const original = http.request;
  const open = new Map();
  let lastId = 0;

  http.request = (options, ...rest) => {
    if (!isTo(options, hostname, port)) return original(options, ...rest);
    const id = ++lastId;
    const request = new EndpointRequest({
      options,
      host: `${hostname}:${port}`,
      send: (call) => post({ type: 'call', id, ...call }),
      end(isAnswered) {
        if (open.delete(id) && !isAnswered) post({ type: 'call-abandoned', id });
      },
    });
    open.set(id, request);
    const onResponse = rest.at(-1);
    if (typeof onResponse === 'function') request.once('response', onResponse);
    return request;
  };
  return (message) => open.get(message.id)?.receive(message);
}

const isTo = (options, hostname, port) =>
  !(options instanceof URL) &&
  typeof options === 'object' &&
  (options.protocol ?? 'http:') === 'http:' &&
  (options.hostname ?? options.host) === hostname &&
  String(options.port) === port;

/** The part of `http.ClientRequest` that clients of AWS use. */
class EndpointRequest extends Writable {
  constructor({ options, host, send, end }) {
    // The request ends with its response, not with its body.
    super({ autoDestroy: false });
    this.method = options.method ?? 'GET';
    this.path = options.path ?? '/';
    this.host = host;
    this.protocol = 'http:';
    this.reusedSocket = true;
    this.send = send;
    this.endExchange = end;
    this.headers = { host };
    this.chunks = [];
    for (const [name, value] of Object.entries(options.headers ?? {})) this.setHeader(name, value);
    options.signal?.addEventListener('abort', () => this.destroy(options.signal.reason), { once: true });
    process.nextTick(() => this.emit('socket', openSocket));
  }

  setHeader(name, value) {
    this.headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }

  getHeader(name) {
    return this.headers[name.toLowerCase()];
  }

  setTimeout(milliseconds, onTimeout) {
    clearTimeout(this.timer);
    if (onTimeout) this.once('timeout', onTimeout);
    if (milliseconds > 0) this.timer = setTimeout(() => this.emit('timeout'), milliseconds);
    return this;
  }

  abort() {
    this.destroy();
  }

  flushHeaders() {}
  setNoDelay() {}
  setSocketKeepAlive() {}

  _write(chunk, _encoding, done) {
    this.chunks.push(chunk);
    done();
  }

  _final(done) {
    const { method, path, headers, chunks } = this;
    const body = new Uint8Array(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    this.chunks = [];
    this.send({ method, path, headers: { 'content-length': String(body.length), ...headers }, body });
    done();
  }

  /** A lost connection, or the whole response. */
  receive({ isLost, status, headers, body }) {
    clearTimeout(this.timer);
    if (isLost) return void this.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    this.endExchange(true);
    this.emit('response', toResponse({ status, headers, body }));
  }

  _destroy(error, done) {
    clearTimeout(this.timer);
    this.endExchange(false);
    done(error);
  }
}

function toResponse({ status, headers, body }) {
  const response = new Readable({ read() {} });
  response.statusCode = status;
  response.statusMessage = process.getBuiltinModule('node:http').STATUS_CODES[status] ?? '';
  response.httpVersion = '1.1';
  response.headers = { date: new Date().toUTCString(), connection: 'keep-alive', ...headers };
  if (body.length > 0) response.push(Buffer.from(body.buffer, body.byteOffset, body.length));
  response.push(null);
  return response;
}

/** Clients wait until a socket is connected, and configure it. */
const openSocket = Object.assign(new EventEmitter(), {
  connecting: false,
  setKeepAlive() {},
  setNoDelay() {},
  setTimeout() {},
});
