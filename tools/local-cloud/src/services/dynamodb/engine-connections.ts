import type { EngineConnection, EngineResponse } from './engine-connection.ts';

export interface EngineConnections {
  /** Sends a request on a free connection, or waits for one in the order of the calls. */
  exchange(request: Buffer): Promise<EngineResponse>;
  close(): void;
}

interface Dependencies {
  readonly open: () => EngineConnection;
  readonly maxConnections: number;
}

/** Keeps connections to the engine open and reuses the one that was used last. */
export function createEngineConnections({ open, maxConnections }: Dependencies): EngineConnections {
  const free: EngineConnection[] = [];
  const waiting: ((connection: EngineConnection) => void)[] = [];
  const all = new Set<EngineConnection>();

  function openNew(): EngineConnection {
    const connection = open();
    all.add(connection);
    return connection;
  }

  function take(): EngineConnection | Promise<EngineConnection> {
    for (let connection = free.pop(); connection; connection = free.pop()) {
      if (connection.isOpen()) return connection;
      all.delete(connection);
    }
    if (all.size < maxConnections) return openNew();
    return new Promise((give) => waiting.push(give));
  }

  function release(connection: EngineConnection): void {
    if (!connection.isOpen()) all.delete(connection);
    const next = waiting.shift();
    if (next !== undefined) next(connection.isOpen() ? connection : openNew());
    else if (connection.isOpen()) free.push(connection);
  }

  return {
    async exchange(request) {
      const connection = await take();
      try {
        return await connection.exchange(request);
      } finally {
        release(connection);
      }
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}
