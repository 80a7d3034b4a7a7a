export function newSharedOutput(): SharedArrayBuffer;

export function bufferOutput(
  shared: SharedArrayBuffer,
  send: (text: string) => void,
): {
  add(text: string): void;
  /** @returns what was not sent yet */
  take(): string;
  flush(): void;
};

export function takeUnsent(shared: SharedArrayBuffer): string;
