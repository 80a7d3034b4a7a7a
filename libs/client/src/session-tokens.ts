/** Keeps the tokens that open the checkout sessions of guests, by session id. `localStorage` fits in browsers. */
export interface SessionTokenStore {
  getItem(sessionId: string): string | null;
  setItem(sessionId: string, token: string): void;
}

/** Keeps the tokens as long as the client lives. */
export function inMemorySessionTokens(): SessionTokenStore {
  const tokens = new Map<string, string>();
  return {
    getItem: (sessionId) => tokens.get(sessionId) ?? null,
    setItem: (sessionId, token) => void tokens.set(sessionId, token),
  };
}
