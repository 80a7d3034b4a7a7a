import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A session of the Chrome DevTools Protocol. */
export interface Session {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Waits for an event that has happened or will happen. */
  event<T = Record<string, unknown>>(method: string, isWanted?: (params: T) => boolean): Promise<T>;
}

/** Connects to a debugger's port. @throws Error if nothing listens within a time */
export async function connect(port: number): Promise<Session & { close(): void }> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(target!.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const { session, receive } = createSession((text) => socket.send(text));
  socket.addEventListener('message', ({ data }) => receive(String(data)));
  return { ...session, close: () => socket.close() };
}

/**
 * Opens the session of a thread through the session of its process, as VS Code and Chrome do.
 * https://github.com/nodejs/node/blob/main/src/inspector/node_protocol.pdl (domain NodeWorker)
 */
export async function attachToThread(process: Session, title: string): Promise<Session> {
  const { sessionId } = await process.event<{ sessionId: string; workerInfo: { title: string } }>(
    'NodeWorker.attachedToWorker',
    ({ workerInfo }) => workerInfo.title.includes(title),
  );
  const { session, receive } = createSession(
    (message) => void process.send('NodeWorker.sendMessageToWorker', { sessionId, message }),
  );
  void (async () => {
    for (const seen = new Set<object>(); ;) {
      const received = await process.event<{ sessionId: string; message: string }>(
        'NodeWorker.receivedMessageFromWorker',
        (params) => params.sessionId === sessionId && !seen.has(params),
      );
      seen.add(received);
      receive(received.message);
    }
  })();
  return session;
}

function createSession(write: (text: string) => void): { session: Session; receive(text: string): void } {
  const answers = new Map<number, (message: Message) => void>();
  const events: Message[] = [];
  const waiting = new Set<() => void>();
  let lastId = 0;
  return {
    receive(text) {
      const message = JSON.parse(text) as Message;
      if (message.id !== undefined) return answers.get(message.id)?.(message);
      events.push(message);
      for (const look of waiting) look();
    },
    session: {
      async send(method, params = {}) {
        const id = (lastId += 1);
        const answer = new Promise<Message>((resolve) => answers.set(id, resolve));
        write(JSON.stringify({ id, method, params }));
        const { result, error } = await answer;
        if (error) throw new Error(`${method}: ${error.message}`);
        return result ?? {};
      },
      event: <T>(method: string, isWanted: (params: T) => boolean = () => true) =>
        new Promise<T>((resolve) => {
          const look = () => {
            const found = events.find((each) => each.method === method && isWanted(each.params as T));
            if (found === undefined) return;
            waiting.delete(look);
            resolve(found.params as T);
          };
          waiting.add(look);
          look();
        }),
    },
  };
}

/** A script with its source map. */
export interface MappedScript {
  readonly scriptId: string;
  readonly url: string;
  readonly map: SourceMap;
}

/** Returns the script that was built from a source file, as a debugger finds it: by its source map. */
export async function scriptOf(session: Session, source: string): Promise<MappedScript> {
  const maps = new Map<string, SourceMapPayload>();
  const read = (script: { url: string; sourceMapURL: string }): SourceMapPayload | undefined => {
    if (!script.url.startsWith('file:') || script.sourceMapURL === '') return undefined;
    const url = new URL(script.sourceMapURL, script.url);
    if (!maps.has(script.url)) {
      const payload = JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as SourceMapPayload;
      maps.set(script.url, { ...payload, sources: payload.sources.map((each) => new URL(each, url).href) });
    }
    return maps.get(script.url);
  };
  const { scriptId, url } = await session.event<{ scriptId: string; url: string; sourceMapURL: string }>(
    'Debugger.scriptParsed',
    (script) => read(script)?.sources.some((each) => each.endsWith(source)) ?? false,
  );
  return { scriptId, url, map: new SourceMap(maps.get(url)!) };
}

/** Returns where the code of a line of a source begins in the script, both counted from 0. */
export function generatedPosition(
  { url, map }: MappedScript,
  source: string,
  line: number,
): { lineNumber: number; columnNumber: number } {
  const lines = readFileSync(fileURLToPath(url), 'utf8').split('\n');
  for (const [lineNumber, text] of lines.entries())
    for (let columnNumber = 0; columnNumber < text.length; columnNumber += 1) {
      const entry = map.findEntry(lineNumber, columnNumber);
      if ('originalSource' in entry && entry.originalSource.endsWith(source) && entry.originalLine === line)
        return { lineNumber, columnNumber };
    }
  throw new Error(`No code of ${source}:${line + 1} is in ${url}.`);
}
