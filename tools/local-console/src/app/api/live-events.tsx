import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { queryClient } from './query-client.ts';
import { refreshOnActivity } from './refresh-on-activity.ts';

export type Connection = 'connecting' | 'live' | 'offline';
type Listener = (data: unknown) => void;

interface Live {
  readonly connection: Connection;
  subscribe(event: string, listener: Listener): () => void;
}

const Context = createContext<Live | undefined>(undefined);

/** Keeps one stream of server-sent events open for the whole page. */
export function LiveEvents({ children }: { readonly children: ReactNode }) {
  const [connection, setConnection] = useState<Connection>('connecting');
  const [source] = useState(() => createSource());
  useEffect(() => source.open(setConnection), [source]);
  useEffect(() => source.subscribe('activity', refreshOnActivity({ queryClient })), [source]);
  return <Context value={{ connection, subscribe: source.subscribe }}>{children}</Context>;
}

/** Whether the page receives live events. */
export const useConnection = (): Connection => useContext(Context)?.connection ?? 'connecting';

/** Calls the listener with the data of each live event of a name. */
export function useLiveEvent<Data>(event: string, listener: (data: Data) => void): void {
  const subscribe = useContext(Context)?.subscribe;
  useEffect(() => subscribe?.(event, (data) => listener(data as Data)), [subscribe, event, listener]);
}

function createSource() {
  const listeners = new Map<string, Set<Listener>>();
  let stream: EventSource | undefined;

  const attach = (event: string) =>
    stream?.addEventListener(event, ({ data }: MessageEvent<string>) => {
      const parsed: unknown = JSON.parse(data);
      for (const listener of listeners.get(event) ?? []) listener(parsed);
    });

  return {
    open(onConnection: (state: Connection) => void) {
      stream = new EventSource('/api/events');
      let wasOffline = false;
      stream.addEventListener('open', () => {
        onConnection('live');
        // Events were missed, and after a restart everything may differ.
        if (wasOffline) void queryClient.invalidateQueries();
        wasOffline = false;
      });
      stream.addEventListener('error', () => {
        wasOffline = true;
        onConnection('offline');
      });
      for (const event of listeners.keys()) attach(event);
      return () => stream?.close();
    },
    subscribe(event: string, listener: Listener) {
      const known = listeners.get(event);
      if (known) known.add(listener);
      else {
        listeners.set(event, new Set([listener]));
        attach(event);
      }
      return () => void listeners.get(event)?.delete(listener);
    },
  };
}
